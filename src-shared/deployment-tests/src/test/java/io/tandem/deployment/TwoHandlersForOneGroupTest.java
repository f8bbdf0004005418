package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.consumer.ConsumerGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two handlers for one consumer. */
class TwoHandlersForOneGroupTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Newsletter.class, Statistics.class, NoDeliveries.class)
            .overrideConfigKey("tandem.consumers.newsletter.topic", "POINTS")
            .overrideConfigKey("tandem.consumers.newsletter.group", "NEWSLETTER")
            .assertException(
                    Mistake.says("both handle @ConsumerGroup(\"newsletter\"): a delivery goes to one of them only"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    @ConsumerGroup("newsletter")
    static class Newsletter extends NoDeliveries {}

    @ApplicationScoped
    @ConsumerGroup("newsletter")
    static class Statistics extends NoDeliveries {}
}
