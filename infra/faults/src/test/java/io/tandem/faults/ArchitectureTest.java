package io.tandem.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tandem.faults", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.tandem.faults.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule judgesKnowRecordsAlone = noClasses()
            .that()
            .resideInAnyPackage("..faults.check..", "..faults.history..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.tandem.faults.check..", "io.tandem.faults.history..", "java..");

    @ArchTest
    static final ArchRule knowsTheProductByItsContractAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tandem.order..", "io.tandem.logistics..", "io.tandem.transaction..", "io.tandem.ledger..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
