package io.tandem.event;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The {@code traceparent} of W3C Trace Context, section 3.2: which trace a message belongs to. */
public final class TraceParent {

    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final int TRACE_ID_BYTES = 16;
    private static final int PARENT_ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

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
        return "00-" + hex(TRACE_ID_BYTES) + "-" + hex(PARENT_ID_BYTES) + "-00";
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
