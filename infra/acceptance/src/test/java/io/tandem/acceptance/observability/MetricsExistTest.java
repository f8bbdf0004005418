package io.tandem.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.consistency.Misfits;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboard, alerts and guide say of metrics is true of the running services. */
class MetricsExistTest {

    private static final Pattern NAME = Pattern.compile("\\b(?:tandem|http_server)_[a-z_]+[a-z]\\b");
    private static final Pattern PRINTED = Pattern.compile("(?m)^((?:tandem|http_server)_[a-z_]+[a-z])[ {]");

    /** The pools are described by their prefix: Vert.x names what they measure. */
    private static final Pattern OF_THE_POOLS = Pattern.compile("tandem_(requests|transactions|settling)_.*");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long STUCK_ORDER = Tandem.freshNumber();
    private static final UUID STUCK = Misfits.attemptMade(Duration.ofMinutes(3));

    private static Set<String> printed;

    @BeforeAll
    static void somethingHasHappened() {
        long userId = Tandem.freshNumber();
        long orderId = Tandem.freshNumber();
        Caller.program(Tandem.order()).place(userId, orderId);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        Caller.signedIn(Tandem.order()).get("/");
        Misfits.traced(STUCK, STUCK_ORDER, "LOCAL_TRANSACTION", "IN_DOUBT", Duration.ofMinutes(3));
        await().atMost(PATIENCE).until(() -> !stuck(STUCK).isEmpty());
        printed = names(PRINTED, metrics(Tandem.services().order().managementUrl()));
        printed.addAll(names(PRINTED, metrics(Tandem.services().logistics().managementUrl())));
    }

    @AfterAll
    static void nothingIsStuckAnyMore() {
        Rows.execute("DELETE FROM message_trace WHERE message_key = ?", Long.toString(STUCK_ORDER));
    }

    @Test
    void aStuckAttemptIsNamedAsLongAsItIsStuck() {
        UUID attempt = Misfits.attemptMade(Duration.ofMinutes(3));
        long orderId = Tandem.freshNumber();
        Misfits.traced(attempt, orderId, "LOCAL_TRANSACTION", "IN_DOUBT", Duration.ofMinutes(3));

        await().atMost(PATIENCE).until(() -> !stuck(attempt).isEmpty());

        assertThat(stuck(attempt)).contains("kind=\"in_doubt\"", "order=\"" + orderId + "\"");
        assertThat(Double.parseDouble(stuck(attempt).replaceAll(".* ", ""))).isBetween(180.0, 300.0);
        Rows.execute("DELETE FROM message_trace WHERE message_key = ?", Long.toString(orderId));
        await().atMost(PATIENCE).until(() -> stuck(attempt).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"infra/grafana/dashboard.json", "infra/grafana/alerts.yml"})
    void whatIsDrawnAndAlertedOnExists(String file) throws IOException {
        Set<String> used = names(NAME, read(file));

        assertThat(used).hasSizeGreaterThan(5);
        assertThat(printed).containsAll(used);
    }

    @Test
    void everyMetricOfOursIsInTheGuide() throws IOException {
        String guide = read("docs/operations.md");

        assertThat(printed.stream()
                        .filter(name -> name.startsWith("tandem_"))
                        .filter(name -> !OF_THE_POOLS.matcher(name).matches())
                        // A histogram's parts bear its name.
                        .map(name -> name.replaceAll("_(bucket|count|sum|max)$", "")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(guide).contains(name));
    }

    /** The line that names it, or nothing. */
    private static String stuck(UUID attempt) {
        return metrics(Tandem.services().order().managementUrl())
                .lines()
                .filter(line ->
                        line.startsWith("tandem_stuck_attempt_age_seconds{") && line.contains(attempt.toString()))
                .findFirst()
                .orElse("");
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.groupCount() > 0 ? found.group(1) : found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String metrics(String managementUrl) {
        return Caller.stranger(managementUrl).get("/q/metrics").body();
    }

    private static String read(String file) throws IOException {
        return Files.readString(ProjectRoot.find().resolve(Path.of(file)));
    }
}
