package io.tandem.acceptance.crash;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MySQL says to a service's account: it is told to callers and to readiness, and needs no restart. */
class MySqlRefusesTest {

    private static final String ACCOUNT = "tandem_refused";
    private static final Duration SOON = Duration.ofMinutes(2);

    private final long userId = Tandem.freshNumber();

    @TempDir
    Path folder;

    private Path password;
    private ServiceProcess order;
    private Caller caller;

    /** One with an account of its own, which may what order-native's may, and whose password is a file. */
    @BeforeEach
    void start() throws IOException {
        password = Files.writeString(folder.resolve("password"), "first");
        TwinAccount.create(ACCOUNT, "first", Tandem.stack().database().orderAccount());
        order = Tandem.services()
                .anotherOrder(Map.of(
                        "MYSQL_USER", ACCOUNT, "MYSQL_PASSWORD", "", "MYSQL_PASSWORD_FILE", password.toString()));
        caller = Caller.program(order.url());
    }

    @AfterEach
    void stop() {
        order.stop();
        Rows.execute("DROP USER " + ACCOUNT);
    }

    @Test
    void aNewPasswordNeedsNeitherRestartNorRefusal() throws IOException {
        assertThat(place()).isEqualTo(201);
        Rows.execute("ALTER USER " + ACCOUNT + " IDENTIFIED BY 'second' RETAIN CURRENT PASSWORD");
        assertThat(place()).isEqualTo(201);

        Files.writeString(password, "second");
        Rows.execute("ALTER USER " + ACCOUNT + " DISCARD OLD PASSWORD");
        endConnections();

        await().during(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(place())
                .isEqualTo(201));
    }

    @Test
    void anAccountThatIsLockedIsAnOutageAndHealsByItself() {
        Rows.execute("ALTER USER " + ACCOUNT + " ACCOUNT LOCK");
        endConnections();

        await().atMost(SOON).untilAsserted(() -> assertProblem(caller.get("/api/orders/1"), 503, "unavailable"));
        assertThat(json(caller.get("/api/orders/1")).path("detail").asText())
                .isEqualTo("MySQL does not serve us: our account is locked (error 3118)");
        HttpResponse<String> notPaid = caller.place(userId, Tandem.freshNumber());
        assertProblem(notPaid, 503, "unavailable");
        assertThat(json(notPaid).path("detail").asText())
                .isEqualTo("MySQL does not serve us: our account is locked (error 3118); nothing was written,"
                        + " trying again is safe");
        await().atMost(SOON).until(() -> reason().contains("our account is locked (error 3118)"));

        Rows.execute("ALTER USER " + ACCOUNT + " ACCOUNT UNLOCK");

        await().atMost(SOON).untilAsserted(() -> assertThat(place()).isEqualTo(201));
        await().atMost(SOON).until(order::isReady);
    }

    /** Of the redelivery, which no caller would miss. */
    @ParameterizedTest
    @CsvSource({"INSERT, redelivery", "UPDATE, redelivery_search"})
    void aMissingRightToATableOfTheRedeliveryIsToldByReadiness(String right, String table) {
        await().atMost(SOON).until(order::isReady);
        String database = Tandem.stack().database().name();
        Rows.execute("REVOKE " + right + " ON " + database + "." + table + " FROM " + ACCOUNT);

        await().atMost(SOON).until(() -> reason().contains("our account lacks a right to a table (error 1142)"));

        Rows.execute("GRANT " + right + " ON " + database + "." + table + " TO " + ACCOUNT);
        await().atMost(SOON).until(order::isReady);
    }

    private int place() {
        return caller.place(userId, Tandem.freshNumber()).statusCode();
    }

    private String reason() {
        for (JsonNode check : json(Caller.stranger(order.managementUrl()).get("/q/health/ready"))
                .path("checks")) {
            if (check.path("name").asText().equals("MySQL")) {
                return check.path("data").path("reason").asText();
            }
        }
        return "";
    }

    private static void endConnections() {
        Rows.texts("SELECT id FROM information_schema.processlist WHERE user = '" + ACCOUNT + "'")
                .forEach(id -> Rows.execute("KILL " + id));
    }
}
