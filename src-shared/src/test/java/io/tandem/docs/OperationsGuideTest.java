package io.tandem.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements that {@code docs/operations.md} gives an operator, on the real schema. */
class OperationsGuideTest {

    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    /** As doubles the two are equal, so a comparison of number and text would take one for the other. */
    private static final long ORDER = (1L << 53) + 1;

    private static final long NEIGHBOUR = 1L << 53;

    @Test
    void everyQueryRuns() throws IOException, SQLException {
        List<String> queries = statements("SELECT");

        assertThat(queries).hasSize(4);
        try (Connection connection = Servers.database().openAsAdmin()) {
            for (String query : queries) {
                try (PreparedStatement statement = connection.prepareStatement(query)) {
                    assertThat(statement.execute()).as(query).isTrue();
                }
            }
        }
    }

    @Test
    void shipmentMadeByHandIsThatOfTheOrder() throws IOException, SQLException {
        insertOrder(ORDER, 1001);
        insertOrder(NEIGHBOUR, 1002);
        Servers.execute(
                "INSERT INTO parked_message (consumer_group, message_id, topic, message_key, reason, properties,"
                        + " body, delivery_attempt) VALUES ('G', 'M', 'T', '" + ORDER
                        + "', 'unknown-version', '{}', '', 1)");
        long parked = Servers.number("SELECT parked_id FROM parked_message WHERE message_id = 'M'");

        Servers.execute(statements("INSERT INTO logistics").get(0), parked);
        Servers.execute(statements("INSERT INTO logistics").get(0), parked);
        Servers.execute(statements("DELETE FROM parked_message").get(0), parked);

        assertThat(Servers.number(
                        "SELECT COUNT(*) FROM logistics l JOIN orders o USING (order_id, user_id, attempt_id)"
                                + " WHERE order_id = ?",
                        ORDER))
                .isEqualTo(1);
        assertThat(Servers.number("SELECT COUNT(*) FROM logistics WHERE order_id = ?", NEIGHBOUR))
                .isZero();
        assertThat(Servers.number("SELECT COUNT(*) FROM parked_message WHERE parked_id = ?", parked))
                .isZero();
    }

    private static void insertOrder(long order, long user) {
        Servers.execute(
                "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, RANDOM_BYTES(16))", order, user);
    }

    private static List<String> statements(String beginning) throws IOException {
        Path root = Path.of(System.getProperty("tandem.root", "..")).toAbsolutePath();
        return SQL.matcher(Files.readString(root.resolve("docs/operations.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(block -> Stream.of(block.split(";\\n", -1)))
                .map(statement -> statement.replaceAll("--.*", "").strip())
                .filter(statement -> statement.startsWith(beginning))
                .toList();
    }
}
