package io.tandem.acceptance;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.run.ServicePrograms;
import io.tandem.local.run.Services;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one Tandem that all tests share: real MySQL, real RocketMQ and the built services, as {@code make run} starts them.
 * With the variable {@code MODE=native} they are the native executables.
 * Started when the first test asks for it, stopped with the JVM. Tests keep apart by order numbers of their own.
 */
public final class Tandem {

    private static final Path FOLDER =
            Path.of("target", System.getProperty("tandem.stack", "stack")).toAbsolutePath();
    private static final AtomicLong NUMBER = new AtomicLong(700_000);

    private static TandemStack stack;
    private static boolean doesNotStart;

    private Tandem() {}

    public static synchronized TandemStack stack() {
        if (doesNotStart) {
            throw new IllegalStateException("Tandem did not start for an earlier test, which says why");
        }
        if (stack == null) {
            stack = start();
        }
        return stack;
    }

    private static TandemStack start() {
        Folders.delete(FOLDER);
        TandemStack starting = new TandemStack(StackConfig.onFreePorts(FOLDER, Progress.CONSOLE)
                .withPrograms(ServicePrograms.of(System.getenv().getOrDefault("MODE", "jvm"))));
        AtExit.first(starting::close);
        doesNotStart = true;
        starting.start();
        doesNotStart = false;
        return starting;
    }

    public static Services services() {
        return stack().services();
    }

    public static String order() {
        return services().order().url();
    }

    public static String logistics() {
        return services().logistics().url();
    }

    public static String user() {
        return stack().signIn().user();
    }

    public static String password() {
        return stack().signIn().password();
    }

    /** A number that no other test uses, for a user or an order. */
    public static long freshNumber() {
        return NUMBER.incrementAndGet();
    }
}
