package io.tandem.web;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tandem.settings.Settings;
import io.tandem.testing.HouseRules;

/** What pages and sign-in may know of the rest. */
@AnalyzeClasses(
        packages = {
            "io.tandem.web",
            "io.tandem.settings",
            "io.tandem.mysql",
            "io.tandem.rocketmq",
            "io.tandem.redelivery",
            "io.tandem.retention"
        },
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule NO_SETTING_IS_TAKEN_FOR_A_SLIP = HouseRules.settingsAre(Settings.ofEveryService()::isKnown);
}
