package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.consumer.ConsumerGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A consumer without a topic. */
class ConsumedTopicMissingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Newsletter.class, NoDeliveries.class)
            .overrideConfigKey("tandem.consumers.newsletter.group", "NEWSLETTER")
            .assertException(Mistake.says(
                    "whose topic is missing: set tandem.consumers.newsletter.topic to its name in RocketMQ"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    @ConsumerGroup("newsletter")
    static class Newsletter extends NoDeliveries {}
}
