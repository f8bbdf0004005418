package io.tandem.logistics;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tandem.settings.Settings;
import io.tandem.testing.HouseRules;

@AnalyzeClasses(packages = "io.tandem.logistics", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule NO_SETTING_IS_TAKEN_FOR_A_SLIP = HouseRules.settingsAre(Settings.ofEveryService()::isKnown);
}
