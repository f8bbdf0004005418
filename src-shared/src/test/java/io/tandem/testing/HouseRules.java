package io.tandem.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.groups.UniAwait;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

/** What holds in every module of the house. */
public final class HouseRules {

    @ArchTest
    static final ArchRule LOG_GOES_TO_THE_LOG = noClasses()
            .that()
            .doNotHaveSimpleName("Settings")
            .should(ACCESS_STANDARD_STREAMS)
            .because("only the check of the settings, before there is a log, may print");

    @ArchTest
    static final ArchRule ONE_LOGGING_API = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule CONSTRUCTORS_SAY_WHAT_A_CLASS_NEEDS =
            noFields().should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .because("a name that fits everything says nothing");

    @ArchTest
    static final ArchRule NOTHING_WAITS_FOR_EVER = noClasses().should().callMethod(UniAwait.class, "indefinitely");

    @ArchTest
    static final ArchRule NOTHING_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule ALL_STATEMENTS_ARE_PREPARED = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Readiness")
            .and()
            .doNotHaveSimpleName("CreateShipments")
            .should()
            .callMethod(SqlClient.class, "query", String.class)
            .because("values belong into parameters; the exceptions send a constant SELECT 1");

    @ArchTest
    static final ArchRule EVERY_ADDRESS_SAYS_WHO_MAY_COME_IN = classes()
            .that()
            .areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should()
            .beAnnotatedWith(io.quarkus.security.Authenticated.class)
            .orShould()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(PermitAll.class)
            .allowEmptyShould(true);

    private HouseRules() {}
}
