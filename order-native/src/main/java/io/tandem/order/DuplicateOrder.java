package io.tandem.order;

import io.tandem.ledger.AttemptId;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.util.List;
import java.util.Optional;

/** What to tell a caller whose order met a row that was there already. */
final class DuplicateOrder {

    private DuplicateOrder() {}

    /**
     * @param attemptId the attempt that failed
     * @param rows every order with the same number or the same idempotency key
     */
    static PlaceOrderOutcome outcome(AttemptId attemptId, PaymentOrder order, List<PlacedOrder> rows) {
        Optional<PlacedOrder> sameKey = rows.stream()
                .filter(row -> order.idempotencyKey().isPresent()
                        && row.idempotencyKey().equals(order.idempotencyKey()))
                .findFirst();
        if (sameKey.isPresent()) {
            return sameKey.filter(row -> isRepeat(row, order))
                    .<PlaceOrderOutcome>map(row -> new PlaceOrderOutcome.Placed(row.attemptId(), order))
                    .orElseGet(() -> new PlaceOrderOutcome.KeyReused(attemptId, order));
        }
        return rows.isEmpty()
                // The row was gone again when we looked.
                ? new PlaceOrderOutcome.Rejected(attemptId, order, Reason.BUSY)
                : new PlaceOrderOutcome.AlreadyExists(attemptId, order);
    }

    private static boolean isRepeat(PlacedOrder row, PaymentOrder order) {
        return row.orderId() == order.orderId() && row.userId() == order.userId();
    }
}
