package io.tandem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.tandem.testing.HouseRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom in the library: everything points towards the driver, and nothing back. */
@AnalyzeClasses(
        packages = {
            "io.tandem.ledger",
            "io.tandem.consumer",
            "io.tandem.observation",
            "io.tandem.producer",
            "io.tandem.rocketmq",
            "io.tandem.transaction",
            "io.tandem.event",
            "io.tandem.mysql",
            "io.tandem.settings",
            "io.tandem.trace"
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
            .resideInAnyPackage("io.tandem.ledger", "io.tandem.transaction", "io.tandem.event", "io.tandem.web..");

    @ArchTest
    static final ArchRule LEDGER_KNOWS_NO_MESSAGES = noClasses()
            .that()
            .resideInAPackage("io.tandem.ledger")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.transaction", "io.tandem.event", "io.tandem.web..", "org.apache.rocketmq..");

    @ArchTest
    static final ArchRule MESSAGING_KNOWS_NO_EVENTS_AND_NO_PAGES = noClasses()
            .that()
            .resideInAnyPackage(MESSAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tandem.event", "io.tandem.web..");

    @ArchTest
    static final ArchRule ONLY_MESSAGING_KNOWS_THE_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages(MESSAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.rocketmq..", "apache.rocketmq..");

    /** Nobody but its owner touches a table. */
    @Test
    void eachTableHasOneOwner() throws IOException {
        Map<String, String> owners = Map.of(
                "tx_attempt", "/ledger/",
                "parked_message", "/consumer/",
                "message_trace", "/trace/",
                "web_session", "/web/session/");
        for (Path file : sources()) {
            String text = Files.readString(file);
            owners.forEach((table, owner) -> assertThat(
                            text.contains(table) && !file.toString().contains(owner))
                    .as("%s names %s, which belongs to %s", file, table, owner)
                    .isFalse());
            assertThat(text)
                    .as("the library knows nothing of the services' tables: %s", file)
                    .doesNotContain("FROM orders", "INTO orders", "FROM logistics", "INTO logistics");
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("runtime", "web")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
