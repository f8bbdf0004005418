package io.tandem.redelivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.producer.Republisher;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Publishes the messages of committed attempts again whose effect is missing: because the broker dropped the message after its last
 * check-back, buried it among the dead letters, or lost its store. Sending once too often does no harm: a consumer knows the attempt.
 *
 * <p>Any number of processes may do so at once; {@link MissingEffects} and {@link DueMessages} keep them apart.
 */
public final class Redelivery {

    private static final Logger LOG = Logger.getLogger(Redelivery.class);

    private final MissingEffects missing;
    private final DueMessages due;
    private final Republisher republisher;
    private final int batch;
    private volatile boolean stopping;

    public Redelivery(
            Pool pool,
            Republisher republisher,
            List<CommittedMessages> kinds,
            RedeliverySettings settings,
            Duration localTransactionLimit) {
        ParkedMessageReview parked = new ParkedMessageReview(pool);
        Effects effects = new Effects(kinds, parked);
        this.missing = new MissingEffects(pool, effects, settings.grace(), localTransactionLimit);
        this.due = new DueMessages(pool, effects, parked, settings.firstBackOff(), settings.longestBackOff());
        this.republisher = republisher;
        this.batch = settings.batch();
    }

    /** Looks at all that is old enough, and answers how many were found that were not known. Fails as MySQL fails. */
    public Uni<Integer> search() {
        return Multi.createBy()
                .repeating()
                .uni(missing::search)
                .whilst(page -> page.more() && !stopping)
                .collect()
                .with(Collectors.summingInt(MissingEffects.Searched::found))
                .invoke(found -> {
                    if (found > 0) {
                        LOG.warnf("redelivery=found missing=%d", found);
                    }
                });
    }

    /**
     * Publishes all that is due, batch by batch, and answers how many were; ends early when the broker does not take them. Fails as
     * MySQL fails.
     */
    public Uni<Integer> publish() {
        return Multi.createBy()
                .repeating()
                .uni(this::publishBatch)
                .whilst(published -> published.more() && !stopping)
                .collect()
                .with(Collectors.summingInt(Published::count));
    }

    /** Ends what is under way after its batch. */
    void stop() {
        stopping = true;
    }

    private record Published(int count, boolean more) {}

    private Uni<Published> publishBatch() {
        if (!republisher.isConnected()) {
            return Uni.createFrom().item(new Published(0, false));
        }
        return due.take(batch)
                .flatMap(taken -> taken.messages().isEmpty()
                        ? Uni.createFrom().item(new Published(0, taken.more()))
                        : publish(taken.messages())
                                .map(results -> new Published(
                                        results.size(), taken.more() && !results.contains(Republisher.Result.FAILED))));
    }

    private Uni<List<Republisher.Result>> publish(List<DueMessage> messages) {
        return Uni.join().all(messages.stream().map(this::publish).toList()).andFailFast();
    }

    private Uni<Republisher.Result> publish(DueMessage one) {
        return republisher
                .publishAgain(one.message())
                .invoke(result -> LOG.infof(
                        "redelivery=%s attempt=%s key=%s times=%d",
                        result,
                        one.message().attempt().id(),
                        one.message().attempt().key(),
                        one.times()));
    }
}
