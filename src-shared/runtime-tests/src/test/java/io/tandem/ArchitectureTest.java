package io.tandem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tandem.testing.HouseRules;

/** Who may know whom in the library: everything points towards the driver, and nothing back. */
@AnalyzeClasses(
        packages = {
            "io.tandem.ledger",
            "io.tandem.group",
            "io.tandem.consumer",
            "io.tandem.observation",
            "io.tandem.producer",
            "io.tandem.rocketmq",
            "io.tandem.transaction",
            "io.tandem.mysql",
            "io.tandem.runtime",
            "io.tandem.trace",
            "io.tandem.redelivery",
            "io.tandem.retention"
        },
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] MESSAGES = {
        "io.tandem.transaction",
        "io.tandem.producer",
        "io.tandem.consumer",
        "io.tandem.rocketmq",
        "io.tandem.observation"
    };

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule MYSQL_KNOWS_NOTHING_OF_OURS_BUT_SECRETS = noClasses()
            .that()
            .resideInAPackage("io.tandem.mysql")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.ledger", "io.tandem.transaction", "io.tandem.web..");

    @ArchTest
    static final ArchRule LEDGER_KNOWS_NO_MESSAGES = noClasses()
            .that()
            .resideInAPackage("io.tandem.ledger")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.transaction", "io.tandem.web..", "org.apache.rocketmq..");

    @ArchTest
    static final ArchRule THE_PROTOCOL_KNOWS_NO_GROUPS = noClasses()
            .that()
            .resideInAnyPackage("io.tandem.ledger", "io.tandem.transaction")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tandem.group");

    @ArchTest
    static final ArchRule ONLY_MESSAGING_KNOWS_THE_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages(MESSAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.rocketmq..", "apache.rocketmq..");
}
