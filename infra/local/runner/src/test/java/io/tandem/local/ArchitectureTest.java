package io.tandem.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tandem.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.tandem.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule serversKnowNothingOfARun = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("run")
            .definedBy("..run..")
            .layer("servers")
            .definedBy("..mysql..", "..broker..", "..fault..")
            .layer("process")
            .definedBy("..process..")
            .whereLayer("run")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("servers")
            .mayOnlyBeAccessedByLayers("run");

    @ArchTest
    static final ArchRule standsOnTheJdkAndTheSettingsOfEveryProgram = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.tandem.local..", "io.tandem.variables..", "java..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
