package io.tandem.logistics;

import io.tandem.web.form.PositiveNumber;
import java.util.Optional;
import java.util.OptionalLong;

/** Which shipment a query asks for: that of a user's order. */
public record ShipmentQuery(long userId, long orderId) {

    /** The same of what a person typed. */
    public static Optional<ShipmentQuery> typed(String userId, String orderId) {
        return of(PositiveNumber.typed(userId), PositiveNumber.typed(orderId));
    }

    /** Empty unless both are numbers from 1 to 2^63-1. */
    public static Optional<ShipmentQuery> of(String userId, String orderId) {
        return of(PositiveNumber.parse(userId), PositiveNumber.parse(orderId));
    }

    private static Optional<ShipmentQuery> of(OptionalLong user, OptionalLong order) {
        return user.isPresent() && order.isPresent()
                ? Optional.of(new ShipmentQuery(user.getAsLong(), order.getAsLong()))
                : Optional.empty();
    }
}
