package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A topic that is asked for and not configured. */
class TopicNotConfiguredTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Points.class)
            .assertException(
                    Mistake.says(
                            "@TransactionTopic(\"points\") is injected, but the topic is not configured: set tandem.topics.points.topic"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    static class Points {
        Points(@TransactionTopic("points") TransactionMessages messages) {}
    }
}
