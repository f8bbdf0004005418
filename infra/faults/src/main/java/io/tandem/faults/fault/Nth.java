package io.tandem.faults.fault;

import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Gives a verdict to the n-th chunk of a kind and a few that follow, and remembers whether they came. */
final class Nth implements Inspector {

    private final int nth;
    private final int times;
    private final Predicate<String> kind;
    private final Verdict verdict;
    private final AtomicInteger seen = new AtomicInteger();

    /**
     * @param nth from 1
     * @param times how many are hit
     * @param kind sees a chunk's bytes as characters
     */
    Nth(int nth, int times, Predicate<String> kind, Verdict verdict) {
        this.nth = nth;
        this.times = times;
        this.kind = kind;
        this.verdict = verdict;
    }

    @Override
    public Verdict inspect(byte[] chunk, int length) {
        if (!kind.test(new String(chunk, 0, length, StandardCharsets.ISO_8859_1))) {
            return Verdict.PASS;
        }
        int number = seen.incrementAndGet();
        return number >= nth && number < nth + times ? verdict : Verdict.PASS;
    }

    boolean came() {
        return seen.get() >= nth + times - 1;
    }
}
