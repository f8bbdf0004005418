package io.tandem.local.run;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import java.time.Duration;
import java.util.Map;

/** The program behind {@code make run} and {@code make stack}. */
public final class Main {

    private static final String DEFAULT_RESTART_DELAY = "2";

    private Main() {}

    public static void main(String... arguments) {
        String command = arguments.length == 1 ? arguments[0] : "";
        try {
            switch (command) {
                case "run" -> foreground(true);
                case "stack" -> foreground(false);
                default -> throw new LocalFailure("Usage: run | stack");
            }
        } catch (LocalFailure failure) {
            System.err.println("tandem: " + failure.getMessage());
            AtExit.exitWith(1);
            System.exit(1);
        }
    }

    private static void foreground(boolean withServices) {
        Map<String, String> environment = System.getenv();
        StackConfig config = StackConfig.from(environment, Progress.CONSOLE);
        new ForegroundRun(config, withServices, restartDelay(environment)).run();
    }

    private static Duration restartDelay(Map<String, String> environment) {
        String value = environment.getOrDefault("RESTART_DELAY", DEFAULT_RESTART_DELAY);
        if (!value.matches("[0-9]{1,4}")) {
            throw new LocalFailure("RESTART_DELAY is not a number of seconds: " + value);
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }
}
