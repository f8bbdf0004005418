package io.tandem.deployment;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.Verdict;
import java.util.List;

/** A handler for services that are never started. */
class NoDeliveries implements DeliveryHandler {

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        throw new UnsupportedOperationException();
    }
}
