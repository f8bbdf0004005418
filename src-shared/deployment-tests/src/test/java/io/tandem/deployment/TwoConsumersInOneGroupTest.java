package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.consumer.ConsumerGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two consumers in one group. */
class TwoConsumersInOneGroupTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Newsletter.class, Statistics.class, NoDeliveries.class)
            .overrideConfigKey("tandem.consumers.newsletter.topic", "POINTS")
            .overrideConfigKey("tandem.consumers.newsletter.group", "NEWSLETTER")
            .overrideConfigKey("tandem.consumers.statistics.topic", "OTHER")
            .overrideConfigKey("tandem.consumers.statistics.group", "NEWSLETTER")
            .assertException(Mistake.says("are both of the group NEWSLETTER: each consumer needs a group of its own"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    @ConsumerGroup("newsletter")
    static class Newsletter extends NoDeliveries {}

    @ApplicationScoped
    @ConsumerGroup("statistics")
    static class Statistics extends NoDeliveries {}
}
