package io.tandem.order;

import io.tandem.ledger.AttemptId;
import io.tandem.transaction.TransactionOutcome.Reason;

/** What a caller is told. Whatever it is, it stays true. */
public sealed interface PlaceOrderOutcome {

    /** The order is paid, and its shipment will be there. The attempt is the first one's if the caller repeated itself. */
    record Placed(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {}

    /** The order number is taken; this attempt wrote nothing and never will. */
    record AlreadyExists(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {}

    /** The idempotency key belongs to another request; this attempt wrote nothing and never will. */
    record KeyReused(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {}

    /** It could not be done now; this attempt wrote nothing and never will. Trying again is safe. */
    record Rejected(AttemptId attemptId, PaymentOrder order, Reason reason) implements PlaceOrderOutcome {}

    /** MySQL vanished at the last moment; one final answer will be found under the attempt's id. */
    record InDoubt(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {}

    /** The attempt that the answer is about. */
    AttemptId attemptId();

    /** What was asked for. */
    PaymentOrder order();
}
