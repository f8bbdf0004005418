package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A second producer beside the extension's. */
class OwnProducerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Points.class, Own.class)
            .overrideConfigKey("tandem.topics.points.topic", "POINTS")
            .assertException(Mistake.says("would be a second producer for @TransactionTopic(\"points\")"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    static class Points {
        Points(@TransactionTopic("points") TransactionMessages messages) {}
    }

    @ApplicationScoped
    static class Own {
        @Produces
        @TransactionTopic("points")
        TransactionMessages messages() {
            return null;
        }
    }
}
