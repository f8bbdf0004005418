package io.tandem.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in a database that is no MySQL. */
class OtherDatabaseTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Mistake.with()
            .overrideConfigKey("quarkus.datasource.db-kind", "mariadb")
            .assertException(Mistake.says(
                    "Tandem keeps its ledger in the default datasource, which is no reactive datasource of MySQL"));

    @Test
    void failsTheBuild() {
        Mistake.mustHaveFailed();
    }
}
