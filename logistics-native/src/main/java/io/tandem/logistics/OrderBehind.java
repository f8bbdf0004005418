package io.tandem.logistics;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessage.State;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.consumer.ParkedMessageReview.Search;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether a paid order stands behind a shipment, or behind one that is not there. Reads only, for people. */
@Singleton
public final class OrderBehind {

    private static final String ORDER = "SELECT attempt_id FROM orders WHERE order_id = ? AND user_id = ?";

    private final Pool pool;
    private final ParkedMessageReview parked;

    OrderBehind(Pool pool) {
        this.pool = pool;
        this.parked = new ParkedMessageReview(pool);
    }

    /** What is known of the order. */
    public enum Known {
        /** It is paid, by the attempt that the shipment names if there is one. */
        PAID,
        /** It is paid, and its message waits for people: no shipment comes by itself. */
        PARKED,
        /** No order of that user has that number, or it was paid by another attempt. */
        NONE
    }

    /** Fails as MySQL fails. */
    public Uni<Known> of(ShipmentQuery query, Optional<Shipment> shipment) {
        return paidBy(query).flatMap(attempt -> {
            boolean paid = attempt.isPresent()
                    && shipment.map(Shipment::attemptId)
                            .filter(id -> !attempt.get().equals(id))
                            .isEmpty();
            return paid && shipment.isEmpty()
                    ? parked.matching(new Search(State.PARKED, null, Long.toString(query.orderId()), null, 0), 1)
                            .map(found -> found.isEmpty() ? Known.PAID : Known.PARKED)
                    : Uni.createFrom().item(paid ? Known.PAID : Known.NONE);
        });
    }

    private Uni<Optional<AttemptId>> paidBy(ShipmentQuery query) {
        return pool.preparedQuery(ORDER)
                .execute(Tuple.of(query.orderId(), query.userId()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(AttemptId.of(rows.iterator().next().get(Buffer.class, 0))));
    }
}
