package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in a datasource that is not there. */
class MissingDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with()
            .overrideConfigKey("tandem.datasource", "points")
            .assertException(Mistake.says(
                    "Tandem keeps its ledger in the datasource 'points', which is no reactive datasource of MySQL"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }
}
