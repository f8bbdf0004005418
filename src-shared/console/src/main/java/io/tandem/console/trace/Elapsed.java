package io.tandem.console.trace;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Elapsed {

    private static final double MICROS_A_MILLI = 1_000;
    private static final long MILLIS_A_SECOND = 1_000;
    private static final long SECONDS_A_MINUTE = 60;
    private static final long LONG_SECONDS = 120;

    private Elapsed() {}

    /** {@code 0.4 ms}, {@code 12.3 ms}, {@code 1.52 s}, {@code 3 min 12 s}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        long seconds = duration.toSeconds();
        if (Math.abs(millis) < MILLIS_A_SECOND) {
            double exact = duration.toNanos() / MICROS_A_MILLI / MICROS_A_MILLI;
            return String.format(Locale.ROOT, "%.1f ms", exact);
        }
        if (Math.abs(seconds) < LONG_SECONDS) {
            return String.format(Locale.ROOT, "%.2f s", millis / (double) MILLIS_A_SECOND);
        }
        return seconds / SECONDS_A_MINUTE + " min " + seconds % SECONDS_A_MINUTE + " s";
    }
}
