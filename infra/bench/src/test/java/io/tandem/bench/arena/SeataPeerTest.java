package io.tandem.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.process.Progress;
import io.tandem.local.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what Tandem is measured beside does what it is said to do: both rows or none. */
class SeataPeerTest {

    private static final Duration SECOND_PHASE = Duration.ofSeconds(15);

    @TempDir
    private static Path folder;

    private static Arena arena;
    private static Site site;

    @BeforeAll
    static void start() {
        arena = Arena.open(folder, FlushMode.ASYNC_FLUSH, Progress.SILENT);
        site = new SeataPeer().start(arena);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        if (arena != null) {
            arena.close();
        }
    }

    @Test
    void commitsOrderAndShipmentTogether() throws Exception {
        assertThat(place(101)).isEqualTo(201);

        assertThat(count("orders WHERE order_id = 101")).isEqualTo(1);
        assertThat(count("logistics WHERE order_id = 101 AND message_id LIKE '%:%:%'"))
                .isEqualTo(1);
        assertThat(Waiting.until(SECOND_PHASE, () -> count("undo_log") == 0)).isTrue();
    }

    @Test
    void undoesTheOrderWhenThereCanBeNoShipment() throws Exception {
        arena.execute("INSERT INTO logistics (order_id, user_id, attempt_id, message_id, delivery_attempt)"
                + " VALUES (102, 1, REPEAT('x', 16), 'somebody', 1)");

        assertThat(place(102)).isEqualTo(500);

        assertThat(Waiting.until(SECOND_PHASE, () -> count("orders WHERE order_id = 102") == 0))
                .isTrue();
        assertThat(count("logistics WHERE order_id = 102 AND message_id = 'somebody'"))
                .isEqualTo(1);
    }

    @Test
    void refusesANumberThatIsTaken() throws Exception {
        assertThat(place(103)).isEqualTo(201);

        assertThat(place(103)).isEqualTo(409);

        assertThat(count("orders WHERE order_id = 103")).isEqualTo(1);
        assertThat(count("logistics WHERE order_id = 103")).isEqualTo(1);
    }

    private static int place(long order) throws IOException, InterruptedException {
        String credentials = arena.environment().get("APP_DEMO_USERNAME") + ":"
                + arena.environment().get("APP_DEMO_PASSWORD");
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.orderUrls().get(0) + "/api/orders"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"userId\":1001,\"orderId\":" + order + "}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static long count(String rows) {
        try (Connection connection = arena.admin();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
