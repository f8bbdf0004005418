package io.tandem.local.run;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** The program behind {@code make run} and {@code make stack}. */
public final class Main {

    private static final String DEFAULT_RESTART_DELAY = "2";

    private Main() {}

    public static void main(String... arguments) {
        main(environment -> StackConfig.from(environment, Progress.CONSOLE), arguments);
    }

    /** With other programs than the real services, for tests. */
    static void main(Function<Map<String, String>, StackConfig> configuration, String... arguments) {
        String command = arguments.length == 1 ? arguments[0] : "";
        AtExit.orSayWhyNot(() -> {
            switch (command) {
                case "run" -> foreground(configuration, true);
                case "stack" -> foreground(configuration, false);
                default -> throw new LocalFailure("Usage: run | stack");
            }
        });
    }

    private static void foreground(Function<Map<String, String>, StackConfig> configuration, boolean withServices) {
        Map<String, String> environment = System.getenv();
        new ForegroundRun(configuration.apply(environment), withServices, restartDelay(environment)).run();
    }

    private static Duration restartDelay(Map<String, String> environment) {
        String value = environment.getOrDefault("RESTART_DELAY", DEFAULT_RESTART_DELAY);
        if (!value.matches("[0-9]{1,4}")) {
            throw new LocalFailure("RESTART_DELAY is not a number of seconds: " + value);
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }
}
