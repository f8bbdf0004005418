package io.tandem.local.run;

/** How long something took, to be put behind the line that says it is done. */
record Stopwatch(long startNanos) {

    private static final double NANOS_PER_SECOND = 1e9;

    static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    @Override
    public String toString() {
        return " (%.1f s)".formatted((System.nanoTime() - startNanos) / NANOS_PER_SECOND);
    }
}
