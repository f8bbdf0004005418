package io.tandem.observation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The {@code traceparent} of W3C Trace Context, section 3.2: which trace a message belongs to. */
public final class TraceParent {

    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /**
     * That of the span which is current here, if this process traces; else the caller's if it sent a valid one; else a fresh one
     * that is not sampled.
     */
    public static String continuing(String received) {
        SpanContext current = Span.current().getSpanContext();
        if (current.isValid()) {
            return "00-" + current.getTraceId() + "-" + current.getSpanId() + "-"
                    + current.getTraceFlags().asHex();
        }
        if (received != null && VALID.matcher(received).matches()) {
            return received;
        }
        // Ids that nothing is kept from anybody with: as with OpenTelemetry's own, they need only differ.
        return "00-" + randomHex() + randomHex() + "-" + randomHex() + "-00";
    }

    /** 16 digits. */
    private static String randomHex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
