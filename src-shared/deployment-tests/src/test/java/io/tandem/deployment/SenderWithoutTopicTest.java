package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.transaction.TransactionMessages;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sender that does not say where to. */
class SenderWithoutTopicTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Points.class)
            .assertException(Mistake.says(
                    "asks for TransactionMessages and does not say for which topic: add @TransactionTopic"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    static class Points {
        Points(TransactionMessages messages) {}
    }
}
