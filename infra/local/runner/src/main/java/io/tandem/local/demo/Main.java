package io.tandem.local.demo;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.run.ServicePrograms;
import io.tandem.local.run.StackConfig;
import java.nio.file.Path;

/** The program behind {@code make demo}. It runs beside whatever else runs: on free ports, in a folder of its own. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> System.exit(allHeld() ? 0 : 1));
    }

    private static boolean allHeld() {
        Path folder = ProjectRoot.find()
                .resolve(".run-demo")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        StackConfig config = StackConfig.onFreePorts(folder, Progress.CONSOLE)
                .withPrograms(ServicePrograms.of(System.getenv().getOrDefault("MODE", "jvm")))
                .withCopies();
        return Demo.run(folder, config, Progress.CONSOLE);
    }
}
