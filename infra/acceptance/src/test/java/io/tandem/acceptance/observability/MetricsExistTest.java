package io.tandem.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboard, alerts and guide say of metrics is true of the running services. */
class MetricsExistTest {

    private static final Pattern NAME = Pattern.compile("\\b(?:tandem|http_server)_[a-z_]+[a-z]\\b");
    private static final Pattern PRINTED = Pattern.compile("(?m)^((?:tandem|http_server)_[a-z_]+[a-z])[ {]");

    /** The pools are described by their prefix: Vert.x names what they measure. */
    private static final Pattern OF_THE_POOLS = Pattern.compile("tandem_(requests|settling)_.*");

    private static Set<String> printed;

    @BeforeAll
    static void somethingHasHappened() {
        long userId = Tandem.freshNumber();
        long orderId = Tandem.freshNumber();
        Caller.program(Tandem.order()).place(userId, orderId);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        Caller.signedIn(Tandem.order()).get("/");
        printed = names(PRINTED, metrics(Tandem.services().order().managementUrl()));
        printed.addAll(names(PRINTED, metrics(Tandem.services().logistics().managementUrl())));
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
