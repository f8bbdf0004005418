package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Paid orders without a shipment, looked at again and again. As long as nothing is missing, a look begins where the last one ended:
 * its cost is that of the orders since then, not of all that the redelivery has yet to search, which are those of a minute.
 *
 * <p>Kept: what was missing at one look is looked at by the next. An attempt that commits only after it was passed (its commit took
 * longer than {@link ConsistencySettings#shipmentExpectedWithin}) is seen when the redelivery has found it.
 */
final class UnshippedLook {

    private final UnshippedOrders orders;
    private final ConsistencySettings settings;
    private volatile Instant seenTo = Instant.EPOCH;

    UnshippedLook(UnshippedOrders orders, ConsistencySettings settings) {
        this.orders = orders;
        this.settings = settings;
    }

    /** The oldest first. Fails as MySQL fails; the next look then takes in what this one would have. */
    Uni<Findings<UnshippedOrder>> next(Instant now, int limit) {
        return orders.list(seenTo, now, limit).invoke(missing -> {
            if (missing.none()) {
                seenTo = now.minus(settings.shipmentExpectedWithin());
            }
        });
    }
}
