package io.tandem.consumer;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** A service's part of consuming. Must be idempotent: duplicates are normal. */
public interface DeliveryHandler {

    /**
     * Handles a batch, of 1 to {@link MessageConsumer#MOST_AT_ONCE}, in no particular order.
     *
     * @return a verdict for each delivery, in the same order; a failure means {@link Verdict.Unavailable} for all if it is an outage of
     *     MySQL, else {@link Verdict.Retry}
     */
    Uni<List<Verdict>> handle(List<Delivery> batch);
}
