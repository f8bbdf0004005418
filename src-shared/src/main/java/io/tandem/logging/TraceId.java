package io.tandem.logging;

/**
 * A trace's id as a parameter of a log line.
 *
 * @param hex 32 digits (W3C Trace Context, section 3.2.2.3)
 */
public record TraceId(String hex) {

    private static final int BEGIN = 3;
    private static final int END = BEGIN + 32;

    /** That of a valid {@code traceparent}. */
    public static TraceId of(String traceparent) {
        return new TraceId(traceparent.substring(BEGIN, END));
    }

    @Override
    public String toString() {
        return hex;
    }
}
