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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The statements that {@code docs/operations.md} gives an operator, on the real schema. */
@Tag("servers")
class OperationsGuideTest {

    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

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
