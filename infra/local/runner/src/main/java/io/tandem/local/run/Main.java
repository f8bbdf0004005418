package io.tandem.local.run;

import io.tandem.local.demo.Demo;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** The program behind {@code make run}, {@code make stack} and {@code make demo}. */
public final class Main {

    private static final String DEFAULT_RESTART_DELAY = "2";

    private Main() {}

    public static void main(String... arguments) {
        main(environment -> StackConfig.from(environment, Progress.CONSOLE), arguments);
    }

    /** With other programs than the real services, for tests. */
    static void main(Function<Map<String, String>, StackConfig> configuration, String... arguments) {
        String command = arguments.length == 1 ? arguments[0] : "";
        try {
            switch (command) {
                case "run" -> foreground(configuration, true);
                case "stack" -> foreground(configuration, false);
                case "demo" -> demo();
                default -> throw new LocalFailure("Usage: run | stack | demo");
            }
        } catch (LocalFailure failure) {
            if (!AtExit.isExiting()) { // else a signal stopped what we were waiting for
                System.err.println("tandem: " + failure.getMessage());
                AtExit.exitWith(1);
            }
            System.exit(1);
        }
    }

    private static void foreground(Function<Map<String, String>, StackConfig> configuration, boolean withServices) {
        Map<String, String> environment = System.getenv();
        new ForegroundRun(configuration.apply(environment), withServices, restartDelay(environment)).run();
    }

    /** Beside whatever runs: on free ports, in a folder of its own. */
    private static void demo() {
        Path folder = ProjectRoot.find()
                .resolve(".run-demo")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        StackConfig config = StackConfig.onFreePorts(folder, Progress.CONSOLE)
                .withPrograms(ServicePrograms.of(System.getenv().getOrDefault("MODE", "jvm")));
        System.exit(Demo.run(folder, config, Progress.CONSOLE) ? 0 : 1);
    }

    private static Duration restartDelay(Map<String, String> environment) {
        String value = environment.getOrDefault("RESTART_DELAY", DEFAULT_RESTART_DELAY);
        if (!value.matches("[0-9]{1,4}")) {
            throw new LocalFailure("RESTART_DELAY is not a number of seconds: " + value);
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }
}
