package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A topic that is configured and not asked for. */
class TopicNobodySendsToTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with()
            .overrideConfigKey("tandem.topics.points.topic", "POINTS")
            .assertException(Mistake.says("tandem.topics.points would make a producer that no bean sends with"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }
}
