package io.tandem.bench.measure;

import io.tandem.bench.arena.Arena;
import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ChildProcess.Command;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.Waiting;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RocketMQ's own transaction benchmark ({@code org.apache.rocketmq.example.benchmark.TransactionProducer}): its older, leaner
 * protocol straight to the broker, without the proxy. Its lines are read, of which there is one a second.
 */
public final class RocketMqBenchmark {

    private static final String TOPIC = "BENCH_LIMIT";
    private static final Pattern LINE =
            Pattern.compile("Send TPS: +(\\d+) \\| Max RT\\(ms\\): +\\d+ \\| AVG RT\\(ms\\): +([0-9.]+)");
    private static final int WARM_UP_LINES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RocketMqBenchmark() {}

    public static LimitRun run(Arena arena, int callers, double seconds) {
        arena.rocketMq().createTransactionTopic(TOPIC);
        Path libraries = ProjectRoot.built("infra/local/rocketmq", "target/lib");
        Path example = ProjectRoot.built("infra/bench", "target/rocketmq-example");
        Path log = arena.log("rocketmq-benchmark-" + System.nanoTime());
        List<String> words = JavaProgram.main(
                libraries + File.separator + "*" + File.pathSeparator + example + File.separator + "*",
                "org.apache.rocketmq.example.benchmark.TransactionProducer",
                List.of(
                        "-n",
                        arena.rocketMq().nameServerAddress(),
                        "-t",
                        TOPIC,
                        "-w",
                        Integer.toString(callers),
                        "-s",
                        "256",
                        "-ri",
                        "1000"),
                "-Xmx256m",
                "-Duser.home=" + log.getParent());
        ChildProcess benchmark = ChildProcess.start(Command.of("rocketmq benchmark", words, log));
        int wanted = WARM_UP_LINES + (int) Math.ceil(seconds);
        try {
            Waiting.until(PATIENCE, () -> lines(benchmark).size() >= wanted);
        } finally {
            benchmark.kill();
        }
        List<Matcher> counted = lines(benchmark).stream().skip(WARM_UP_LINES).toList();
        LimitRun run = new LimitRun("ROCKETMQ_BENCHMARK", callers, mean(counted, 1), mean(counted, 2), 0, 0);
        arena.progress()
                .say("RocketMQ's own benchmark, %s: %d callers: %.0f/s, mean %.2f ms"
                        .formatted(arena.flush(), callers, run.perSecond(), run.p50()));
        return run;
    }

    private static List<Matcher> lines(ChildProcess benchmark) {
        return benchmark
                .lastLines(200)
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .toList();
    }

    private static double mean(List<Matcher> lines, int group) {
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.group(group)))
                .average()
                .orElse(0);
    }
}
