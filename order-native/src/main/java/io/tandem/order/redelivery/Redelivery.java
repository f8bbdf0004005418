package io.tandem.order.redelivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.order.OrderPaidMessages;
import io.tandem.producer.Republisher;
import io.tandem.transaction.OutgoingMessage;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes committed orders again whose shipment is missing: because the broker dropped the message after its last check-back,
 * buried it among the dead letters, or lost its store. Sending once too often harms nobody, for the shipment is created once.
 *
 * <p>Any number of processes may do so at once; {@link MissingShipments} and {@link DueMessages} keep them apart.
 */
public final class Redelivery {

    private static final Logger LOG = Logger.getLogger(Redelivery.class);

    /** So that one search is bounded; what is left over goes with the next. */
    private static final int MAX_PAGES = 20;

    private final MissingShipments missing;
    private final DueMessages due;
    private final Republisher republisher;
    private final OrderPaidMessages messages;
    private final int batch;

    public Redelivery(
            Pool pool, Republisher republisher, OrderPaidMessages messages, RedeliverySettings settings, Clock clock) {
        this.missing = new MissingShipments(pool, settings.grace(), clock);
        this.due = new DueMessages(pool, settings.firstBackOff(), settings.longestBackOff());
        this.republisher = republisher;
        this.messages = messages;
        this.batch = settings.batch();
    }

    /** Looks for missing shipments, and answers how many were found that were not known. Fails as MySQL fails. */
    public Uni<Integer> search() {
        return Multi.createBy()
                .repeating()
                .uni(missing::search)
                .whilst(MissingShipments.Searched::more)
                .select()
                .first(MAX_PAGES)
                .collect()
                .in(() -> new int[1], (sum, page) -> sum[0] += page.found())
                .map(sum -> sum[0])
                .invoke(found -> {
                    if (found > 0) {
                        LOG.warnf("redelivery=found paid_without_shipment=%d", found);
                    }
                });
    }

    /** Publishes one batch of what is due, and answers how many. Fails as MySQL fails. */
    public Uni<Integer> publish() {
        if (!republisher.isConnected()) {
            return Uni.createFrom().item(0);
        }
        return due.take(batch)
                .flatMap(taken -> taken.isEmpty() ? Uni.createFrom().item(0) : publish(taken));
    }

    private Uni<Integer> publish(List<DueMessage> taken) {
        List<Uni<Republisher.Result>> all = taken.stream().map(this::publish).toList();
        return Uni.join().all(all).andFailFast().map(List::size);
    }

    private Uni<Republisher.Result> publish(DueMessage one) {
        return republisher
                .publishAgain(outgoing(one))
                .invoke(result -> LOG.infof(
                        "redelivery=%s attempt=%s order=%d times=%d",
                        result, one.attemptId(), one.orderId(), one.times()));
    }

    private OutgoingMessage outgoing(DueMessage one) {
        return one.parked()
                .map(parked -> messages.again(
                        OrderPaidMessages.attempt(one.attemptId(), one.orderId(), one.userId()),
                        parked.tag(),
                        parked.body()))
                .orElseGet(() -> messages.again(one.attemptId(), one.orderId(), one.userId(), one.paidAt()));
    }
}
