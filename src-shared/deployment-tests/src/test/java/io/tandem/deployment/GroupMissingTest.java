package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.consumer.ConsumerGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A consumer without a group. */
class GroupMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Newsletter.class, NoDeliveries.class)
            .overrideConfigKey("tandem.consumers.newsletter.topic", "POINTS")
            .assertException(Mistake.says(
                    "whose group is missing: set tandem.consumers.newsletter.group to its name in RocketMQ"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    @ConsumerGroup("newsletter")
    static class Newsletter extends NoDeliveries {}
}
