package io.tandem.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tandem.bench.report.BenchmarksPage;
import io.tandem.bench.report.GrowthPage;
import io.tandem.bench.result.Results;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The program behind {@code make bench}. It runs on free ports, in a folder of its own. */
public final class Main {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(Main::run);
        System.exit(0);
    }

    private static void run() {
        Path root = ProjectRoot.find();
        Path folder = root.resolve(".run-bench")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        Plan plan = Plan.from(System.getenv());
        Bench bench =
                new Bench(plan, Lineup.from(System.getenv()), folder, Progress.CONSOLE, atMost(plan, System.getenv()));
        Results results = bench.run();
        Folders.delete(folder);
        if (Plan.isGrowthAlone(System.getenv())) {
            keep(root.resolve("docs"), GrowthPage.NAME, results);
            GrowthPage growth = new GrowthPage(results);
            write(root.resolve("docs"), GrowthPage.NAME, growth.text(), growth.charts());
            return;
        }
        // A quick run is for a look: the page in the documentation keeps the figures of a whole one.
        Path docs = plan.isWhole() ? root.resolve("docs") : root.resolve("infra/bench/target/quick");
        keep(docs, "benchmarks", results);
        BenchmarksPage page = new BenchmarksPage(results);
        write(docs, "benchmarks", page.text(), page.charts());
    }

    /** A quick run ends within five minutes: what it begins in the fourth takes no longer than one. */
    private static Duration atMost(Plan plan, Map<String, String> environment) {
        return Duration.ofMinutes(
                Long.parseLong(environment.getOrDefault("BENCH_MINUTES", plan.isQuick() ? "4" : "600")));
    }

    /** Before a page is made of them: an hour's figures are not lost to a fault of the page. */
    private static void keep(Path docs, String name, Results results) {
        try {
            JSON.writeValue(
                    Files.createDirectories(docs).resolve(name + ".json").toFile(), results);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot write the results: " + failure.getMessage(), failure);
        }
    }

    private static void write(Path docs, String name, String text, Map<String, String> charts) {
        try {
            Files.createDirectories(docs.resolve("images"));
            Files.writeString(docs.resolve(name + ".md"), text);
            for (Map.Entry<String, String> chart : charts.entrySet()) {
                Files.writeString(docs.resolve("images").resolve(chart.getKey()), chart.getValue());
            }
        } catch (IOException failure) {
            throw new LocalFailure("Cannot write the results: " + failure.getMessage(), failure);
        }
        Progress.CONSOLE.say("written: " + docs.resolve(name + ".md"));
    }
}
