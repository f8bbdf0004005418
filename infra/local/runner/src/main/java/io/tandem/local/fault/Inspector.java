package io.tandem.local.fault;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Sees each chunk that a client sends and decides; called on the connection's own thread, concurrently for several. */
@FunctionalInterface
public interface Inspector {

    Inspector PASS_ALL = (chunk, length) -> Verdict.PASS;

    /** Looks at the first {@code length} bytes; the array is used again afterwards. */
    Verdict inspect(byte[] chunk, int length);

    /** Gives the verdict to the first {@code times} chunks that contain the text, and lets all others pass. */
    static Inspector first(int times, String text, Verdict verdict) {
        AtomicInteger left = new AtomicInteger(times);
        return (chunk, length) -> contains(chunk, length, text) && left.getAndDecrement() > 0 ? verdict : Verdict.PASS;
    }

    private static boolean contains(byte[] chunk, int length, String text) {
        return new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains(text);
    }
}
