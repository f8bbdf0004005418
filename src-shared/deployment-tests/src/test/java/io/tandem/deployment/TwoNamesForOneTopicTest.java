package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionTopic;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two producers for one topic. */
class TwoNamesForOneTopicTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Points.class, Bonus.class)
            .overrideConfigKey("tandem.topics.points.topic", "POINTS")
            .overrideConfigKey("tandem.topics.bonus.topic", "POINTS")
            .assertException(
                    Mistake.says(
                            "tandem.topics.bonus and tandem.topics.points are both POINTS: a process must have one producer for a topic"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    static class Points {
        Points(@TransactionTopic("points") TransactionMessages messages) {}
    }

    @ApplicationScoped
    static class Bonus {
        Bonus(@TransactionTopic("bonus") TransactionMessages messages) {}
    }
}
