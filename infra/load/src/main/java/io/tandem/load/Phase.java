package io.tandem.load;

import io.tandem.load.Books.Audit;
import io.tandem.load.MemoryWatch.Memory;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Tally;
import java.util.List;
import java.util.Locale;

/** What came of one phase: figures for a table, and promises held or broken. */
record Phase(String name, List<Figure> figures, List<Finding> findings) {

    private static final double NOT_SENT_AT_MOST = 0.01;
    private static final double GOODPUT = 0.7;

    record Figure(String name, String value) {}

    boolean held() {
        return findings.stream().allMatch(Finding::held);
    }

    static Figure figure(String name, String format, Object... values) {
        return new Figure(name, String.format(Locale.ROOT, format, values));
    }

    static Figure latency(String name, Tally tally, int status) {
        return figure(
                name,
                "p50 %.0f ms, p99 %.0f ms, at most %.0f ms",
                tally.times(status).p50(),
                tally.times(status).p99(),
                tally.times(status).max());
    }

    static Finding within(String what, Tally tally, int status, double millis) {
        double p99 = tally.times(status).p99();
        return new Finding(what, p99 <= millis, String.format("p99 %.0f ms of %.0f", p99, millis));
    }

    static Finding nothingLost(Audit audit) {
        return new Finding(
                "nothing lost, nothing unexpected, nothing doubled",
                audit.balanced(),
                "orders " + audit.orders() + ", lost " + audit.lost() + ", without shipment " + audit.unshipped()
                        + ", written though refused " + audit.unexpected() + ", stray shipments " + audit.strays()
                        + ", ledger at odds " + audit.doubtful());
    }

    /** What a JVM takes for itself later on (compiled code, threads) is no leak; a tenth more than in the first half is. */
    static Finding flat(Memory memory) {
        return new Finding(
                memory.service() + "'s memory stays flat",
                memory.end() <= memory.middle() * 1.1 + 16 && memory.heapAfter() <= memory.heapBefore() * 1.5 + 16,
                String.format(
                        Locale.ROOT,
                        "resident %d MiB early, %d MiB at the end, %d MiB at most; heap after a collection %d MiB before, %d MiB after",
                        memory.middle(),
                        memory.end(),
                        memory.peak(),
                        memory.heapBefore(),
                        memory.heapAfter()));
    }

    /** Else the figures tell of our callers, not of the service. */
    static Finding sentWhatItSays(Tally tally) {
        long notSent = tally.count(Answer.NOT_SENT);
        return new Finding(
                "the load is what it says",
                notSent <= tally.all() * NOT_SENT_AT_MOST,
                notSent + " orders were not sent");
    }

    /** Refusing costs something, too; but not so much that nothing else is done. */
    static Finding stillWorks(double placedPerSecond, double capacity) {
        return new Finding(
                "at least " + Math.round(GOODPUT * 100) + " % of the capacity is placed",
                placedPerSecond >= capacity * GOODPUT,
                String.format(Locale.ROOT, "%.0f %%", 100 * placedPerSecond / capacity));
    }

    static Finding everybodyAnswered(Tally tally) {
        return new Finding(
                "everybody is told \"placed\" or \"come back later\", and when",
                tally.others().isEmpty() && tally.refusedWithoutTime() == 0,
                "placed " + tally.count(Answer.PLACED) + ", refused " + tally.count(Answer.UNAVAILABLE)
                        + ", anything else " + tally.others() + ", refused without Retry-After "
                        + tally.refusedWithoutTime());
    }
}
