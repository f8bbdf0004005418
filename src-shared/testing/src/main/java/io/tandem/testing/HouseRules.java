package io.tandem.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import io.smallrye.mutiny.groups.UniAwait;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;

/** What holds in every module of the house. */
public final class HouseRules {

    private static final String[] MESSAGES = {
        "io.tandem.ledger",
        "io.tandem.transaction",
        "io.tandem.group",
        "io.tandem.producer",
        "io.tandem.consumer",
        "io.tandem.redelivery",
        "io.tandem.rocketmq"
    };

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
    static final ArchRule WHAT_IS_SHOWN_OF_SHARED_ROWS_IS_OF_ONE_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.tandem.console..", "io.tandem.order.web..", "io.tandem.logistics.web..")
            .should()
            .callMethod(Instant.class, "now")
            .because("a host whose clock is off would show times and ages that are not so: HostClock.now()")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ALL_STATEMENTS_ARE_PREPARED = noClasses()
            .should()
            .callMethod(SqlClient.class, "query", String.class)
            .because("values belong into parameters");

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

    @ArchTest
    static final ArchRule EACH_TABLE_HAS_ONE_OWNER = classes().should(TableOwners.respected());

    @ArchTest
    static final ArchRule THE_EXTENSION_KNOWS_NO_PAGES_AND_NO_SERVICE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.tandem.web..", "io.tandem.console..", "io.tandem.order..", "io.tandem.logistics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.web..", "io.tandem.console..", "io.tandem.order..", "io.tandem.logistics..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PAGES_KNOW_NO_MESSAGES = noClasses()
            .that()
            .resideInAPackage("io.tandem.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MESSAGES)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.console..", "io.tandem.order..", "io.tandem.logistics..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_CONSOLE_KNOWS_NO_SERVICE = noClasses()
            .that()
            .resideInAPackage("io.tandem.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.order..", "io.tandem.logistics..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SERVICES_MEET_IN_MESSAGES_ONLY = noClasses()
            .that()
            .resideInAPackage("io.tandem.logistics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tandem.order..")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.tandem.console..")
            .allowEmptyShould(true);

    private HouseRules() {}

    /** A service does not start with a name that its check of the settings does not know: so it has to know those of every feature. */
    public static ArchRule settingsAre(Predicate<String> known) {
        return classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should(haveOnly(known))
                .allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> haveOnly(Predicate<String> known) {
        return new ArchCondition<>("have only settings that are known") {
            @Override
            public void check(JavaClass mapping, ConditionEvents events) {
                ConfigClass.configClass(mapping.reflect()).getProperties().keySet().stream()
                        .map(StringUtil::replaceNonAlphanumericByUnderscores)
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .filter(known.negate())
                        .forEach(name -> events.add(SimpleConditionEvent.violated(mapping, name + " is not known")));
            }
        };
    }
}
