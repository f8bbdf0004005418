package io.tandem.load;

import io.tandem.load.Phase.Figure;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The program behind {@code make load}. It runs beside whatever else runs: on free ports, in a folder of its own. */
public final class Main {

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
        List<Figure> machine = Machine.describe();
        Report report;
        try (TandemStack stack =
                new TandemStack(Machine.asInTheCloud(StackConfig.onFreePorts(folder, Progress.CONSOLE)))) {
            stack.start();
            try (Payments payments = new Payments(stack.services().order().url(), stack.signIn())) {
                LoadRun run = new LoadRun(stack, payments, settings, Progress.CONSOLE);
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
}
