package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A handler that does not say of what. */
class HandlerWithoutGroupTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with(Newsletter.class, NoDeliveries.class)
            .assertException(Mistake.says("handles deliveries and does not say which: add @ConsumerGroup"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }

    @ApplicationScoped
    static class Newsletter extends NoDeliveries {}
}
