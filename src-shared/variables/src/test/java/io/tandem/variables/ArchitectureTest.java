package io.tandem.variables;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tandem.variables", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule standsOnTheJdkAlone = noClasses()
            .that()
            .resideInAPackage("io.tandem.variables")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.tandem.variables", "java..");
}
