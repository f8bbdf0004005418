package io.tandem.faults.fault;

import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives a verdict to the n-th chunk that contains a text, and remembers whether it came. */
final class Nth implements Inspector {

    private final int nth;
    private final String text;
    private final Verdict verdict;
    private final AtomicInteger seen = new AtomicInteger();

    /** @param nth from 1 */
    Nth(int nth, String text, Verdict verdict) {
        this.nth = nth;
        this.text = text;
        this.verdict = verdict;
    }

    @Override
    public Verdict inspect(byte[] chunk, int length) {
        boolean hit = new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains(text)
                && seen.incrementAndGet() == nth;
        return hit ? verdict : Verdict.PASS;
    }

    boolean came() {
        return seen.get() >= nth;
    }
}
