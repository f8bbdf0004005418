package io.tandem.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.UserCache;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prometheus can read the alert rules, and they name what they are about when and only when they should. */
class AlertRulesTest {

    @ParameterizedTest
    @CsvSource({"check,infra/grafana/alerts.yml", "test,infra/grafana/alerts.test.yml"})
    void prometheusAgrees(String what, String file) throws IOException, InterruptedException {
        Optional<Path> promtool = promtool();
        if (promtool.isEmpty()) {
            System.out.println("SKIPPED: alert rules, " + what + ": promtool is not there (Debian: prometheus)");
        }
        assumeTrue(promtool.isPresent(), "promtool is not there");

        Process process = new ProcessBuilder(
                        promtool.orElseThrow().toString(),
                        what,
                        "rules",
                        ProjectRoot.find().resolve(file).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    /** On the path, or where {@code infra/local/prerequisites.sh} puts it. */
    private static Optional<Path> promtool() {
        return Stream.concat(
                        Pattern.compile(File.pathSeparator)
                                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                                .map(Path::of),
                        Stream.of(UserCache.ofUser().resolve("promtool")))
                .map(folder -> folder.resolve("promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
