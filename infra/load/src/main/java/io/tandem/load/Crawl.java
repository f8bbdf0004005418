package io.tandem.load;

import static io.tandem.load.Phase.figure;

import io.tandem.load.Books.Audit;
import io.tandem.load.MemoryWatch.Memory;
import io.tandem.load.Phase.Figure;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Callers;
import io.tandem.load.client.Tally;
import io.tandem.local.run.TandemStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hundreds of {@link SlowClients} at once, and a few honest callers beside them. */
final class Crawl {

    private static final int BESIDE_SLOW_ONES = 8;
    private static final Duration SLOW_ONES_AT_MOST = Duration.ofMinutes(2);
    private static final double PROMPT_MILLIS = 1_000;

    private final TandemStack stack;
    private final Callers callers;
    private final OrderNumbers numbers;
    private final Books books;

    Crawl(TandemStack stack, Callers callers, OrderNumbers numbers, Books books) {
        this.stack = stack;
        this.callers = callers;
        this.numbers = numbers;
        this.books = books;
    }

    Phase run(int ofEachKind) {
        long first = numbers.last() + 1;
        AtomicBoolean slowOnesThere = new AtomicBoolean(true);
        try (MemoryWatch memory = MemoryWatch.of(stack.services().order())) {
            List<SlowClients> kinds =
                    SlowClients.ofEachKind(stack.services().order().url(), stack.signIn(), ofEachKind);
            CompletableFuture<Tally> others =
                    CompletableFuture.supplyAsync(() -> callers.pay(BESIDE_SLOW_ONES, slowOnesThere::get));
            SlowClients.drip(kinds, SLOW_ONES_AT_MOST);
            slowOnesThere.set(false);
            Tally tally = others.join();
            Audit audit = books.audit(first, numbers.last(), tally);
            List<Figure> figures = new ArrayList<>();
            List<Finding> findings = new ArrayList<>();
            for (SlowClients kind : kinds) {
                figures.add(figure(
                        kind.kind(),
                        "the first closed after %.1f s, the last after %.1f s",
                        kind.firstHeld().toMillis() / 1e3,
                        kind.held().toMillis() / 1e3));
                findings.add(new Finding(
                        kind.kind() + ": let in, and cut off when it was time",
                        kind.stillOpen() == 0 && kind.heldAsLongAsAllowed(),
                        kind.stillOpen() + " left"));
                kind.close();
            }
            Memory held = memory.figures();
            figures.add(Phase.latency("others were answered after", tally, Answer.PLACED));
            figures.add(figure("memory at most", "%d MiB", held.peak()));
            findings.add(Phase.everybodyAnswered(tally));
            findings.add(Phase.within("others are served meanwhile", tally, Answer.PLACED, PROMPT_MILLIS));
            findings.add(Phase.nothingLost(audit));
            return new Phase("slow clients (" + ofEachKind + " of each kind at once)", figures, findings);
        }
    }
}
