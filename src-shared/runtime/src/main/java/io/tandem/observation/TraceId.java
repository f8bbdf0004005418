package io.tandem.observation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A trace's id as a parameter of a log line.
 *
 * @param hex 32 digits (W3C Trace Context, section 3.2.2.3)
 */
public record TraceId(String hex) {

    private static final Pattern READABLE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-.*");
    private static final int BEGIN = 3;
    private static final int END = BEGIN + 32;

    /** That of a valid {@code traceparent}. */
    public static TraceId of(String traceparent) {
        return new TraceId(traceparent.substring(BEGIN, END));
    }

    /** That of a received {@code traceparent}; empty if there is none, or none that can be read. */
    public static Optional<TraceId> in(String traceparent) {
        return Optional.ofNullable(traceparent)
                .filter(text -> READABLE.matcher(text).matches())
                .map(TraceId::of);
    }

    @Override
    public String toString() {
        return hex;
    }
}
