package io.tandem.local.report;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.run.ServicePrograms;
import io.tandem.local.run.StackConfig;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code make native-report}. It runs beside whatever else runs: on free ports, in a folder of its own. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(Main::report);
        System.exit(0);
    }

    private static void report() {
        Path folder = ProjectRoot.find()
                .resolve(".run-report")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        StackConfig config = StackConfig.onFreePorts(folder, Progress.CONSOLE);
        List<ModeFigures> figures = List.of(
                Measurement.of("JVM", config, ServicePrograms.JVM, module -> ServicePrograms.quarkusRun(module)
                        .getParent()),
                Measurement.of("native", config, ServicePrograms.NATIVE, ServicePrograms::nativeRunner));
        Progress.CONSOLE.say("");
        ReportTable.lines(figures).forEach(Progress.CONSOLE::say);
        Folders.delete(folder);
    }
}
