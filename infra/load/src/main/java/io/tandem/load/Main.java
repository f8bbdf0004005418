package io.tandem.load;

import io.tandem.load.Phase.Figure;
import io.tandem.load.client.Machine;
import io.tandem.load.client.OrderClient;
import io.tandem.local.broker.CheckPace;
import io.tandem.local.mysql.Durability;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.run.ServerTuning;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The program behind {@code make load}. It runs beside whatever else runs: on free ports, in a folder of its own. */
public final class Main {

    /** What the local broker does anyway; said, because the figures depend on it. */
    private static final String FLUSH = "ASYNC_FLUSH";

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(Main::load);
        System.exit(0);
    }

    private static void load() {
        LoadSettings settings = LoadSettings.from(System.getenv());
        Progress.CONSOLE.say("load: " + settings);
        Path root = ProjectRoot.find();
        Path folder = root.resolve(".run-load")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        List<Figure> machine = machine();
        Report report;
        try (TandemStack stack = new TandemStack(asInTheCloud(StackConfig.onFreePorts(folder, Progress.CONSOLE)))) {
            stack.start();
            try (OrderClient client = new OrderClient(stack.signIn())) {
                LoadRun run = new LoadRun(stack, client, settings, Progress.CONSOLE);
                report = new Report(settings, Instant.now(), machine, run.run());
            }
        }
        report.lines().forEach(Progress.CONSOLE::say);
        report.write(root.resolve("infra/load/target/load.json"), root.resolve("docs/load.md"));
        Progress.CONSOLE.say("");
        Progress.CONSOLE.say("written: docs/load.md, infra/load/target/load.json");
        if (!report.held()) {
            throw new LocalFailure("not all promises were kept; the logs are in " + folder.resolve("logs"));
        }
        Folders.delete(folder);
    }

    /** The servers as in production: MySQL as durable, half messages checked as seldom. */
    private static StackConfig asInTheCloud(StackConfig config) {
        return config.withPace(CheckPace.CLOUD)
                .withTuning(new ServerTuning(Durability.AS_RDS, List.of(), Map.of("flushDiskType", FLUSH)));
    }

    private static List<Figure> machine() {
        Map<String, String> facts = Machine.describe();
        facts.put("services", "one process of each, JVM, -Xmx256m, serial collector");
        facts.put(
                "MySQL 8.0.33",
                "innodb_flush_log_at_trx_commit=1, sync_binlog=1, doublewrite on: each commit is on the disk");
        facts.put("RocketMQ 5.5.0", FLUSH + ", half messages checked after 6 s and every 30 s, as in the cloud");
        facts.put(
                "callers",
                "one process on the same machine, one thread, at most " + OrderClient.CONNECTIONS
                        + " connections, which are kept");
        return facts.entrySet().stream()
                .map(fact -> new Figure(fact.getKey(), fact.getValue()))
                .toList();
    }
}
