package io.tandem.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tandem.testing.HouseRules;

/** What pages and sign-in may know of the rest. */
@AnalyzeClasses(packages = "io.tandem.web", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule PAGES_KNOW_NO_MESSAGES = noClasses()
            .that()
            .resideInAPackage("io.tandem.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tandem.transaction",
                    "io.tandem.producer",
                    "io.tandem.consumer",
                    "io.tandem.rocketmq",
                    "io.tandem.ledger",
                    "io.tandem.event");
}
