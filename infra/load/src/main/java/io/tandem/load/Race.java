package io.tandem.load;

import static io.tandem.load.Phase.figure;

import io.tandem.load.Books.Audit;
import io.tandem.load.client.Answer;
import io.tandem.load.client.Order;
import io.tandem.load.client.OrderClient;
import io.tandem.load.client.Patience;
import io.tandem.load.client.Tally;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Many callers, each of another user, who all want one order number at the same moment. */
final class Race {

    private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final OrderClient client;
    private final URI order;
    private final OrderNumbers numbers;
    private final Books books;

    Race(OrderClient client, URI order, OrderNumbers numbers, Books books) {
        this.client = client;
        this.order = order;
        this.numbers = numbers;
        this.books = books;
    }

    /** A caller that is refused for want of room comes back until it is told who won. */
    Phase run(int racers) {
        long orderId = numbers.next();
        Tally tally = new Tally();
        CountDownLatch left = new CountDownLatch(racers);
        long began = System.nanoTime();
        for (int racer = 1; racer <= racers; racer++) {
            enter(orderId, racer, tally, left);
        }
        Patience.await(left);
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
        Audit audit = books.audit(orderId, orderId, tally);
        boolean one =
                tally.count(Answer.PLACED) == 1 && tally.count(Answer.EXISTS) == racers - 1 && audit.orders() == 1;
        // Refused on the way, and then another got the number: the order is no surprise.
        Audit ofTheWinner =
                new Audit(audit.orders(), audit.lost(), audit.unshipped(), 0, audit.strays(), audit.doubtful());
        return new Phase(
                "race (" + racers + " callers, one order number)",
                List.of(
                        figure("all know the outcome after", "%.1f s", seconds),
                        figure("refused for want of room on the way", "%d times", tally.count(Answer.UNAVAILABLE))),
                List.of(
                        new Finding(
                                "one gets the order, all others are told so",
                                one,
                                "placed " + tally.count(Answer.PLACED) + ", exists " + tally.count(Answer.EXISTS)
                                        + ", orders " + audit.orders()),
                        Phase.nothingLost(ofTheWinner)));
    }

    private void enter(long orderId, int racer, Tally tally, CountDownLatch left) {
        long began = System.nanoTime();
        var unused = client.pay(order, new Order(racer, orderId)).thenAccept(answer -> {
            tally.add(answer, (System.nanoTime() - began) / 1_000);
            if (answer.status() == Answer.UNAVAILABLE || answer.status() == Answer.NOT_SENT) {
                LATER.execute(() -> enter(orderId, racer, tally, left));
            } else {
                left.countDown();
            }
        });
    }
}
