package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A consumer without a handler. */
class ConsumerNobodyHandlesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with()
            .overrideConfigKey("tandem.consumers.newsletter.topic", "POINTS")
            .overrideConfigKey("tandem.consumers.newsletter.group", "NEWSLETTER")
            .assertException(Mistake.says("tandem.consumers.newsletter would consume what no bean handles"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }
}
