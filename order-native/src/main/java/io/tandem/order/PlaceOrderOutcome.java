package io.tandem.order;

import io.tandem.ledger.AttemptId;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.util.function.Function;

/** What a caller is told. Whatever it is, it stays true. */
public sealed interface PlaceOrderOutcome {

    /** The order is paid, and its shipment will be there. The attempt is the first one's if the caller repeated itself. */
    record Placed(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.placed.apply(this);
        }
    }

    /** The order number is taken; this attempt wrote nothing and never will. */
    record AlreadyExists(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.exists.apply(this);
        }
    }

    /** The idempotency key belongs to another request; this attempt wrote nothing and never will. */
    record KeyReused(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.keyReused.apply(this);
        }
    }

    /** It could not be done now; this attempt wrote nothing and never will. Trying again is safe. */
    record Rejected(AttemptId attemptId, PaymentOrder order, Reason reason) implements PlaceOrderOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rejected.apply(this);
        }
    }

    /** MySQL vanished at the last moment; one final answer will be found under the attempt's id. */
    record InDoubt(AttemptId attemptId, PaymentOrder order) implements PlaceOrderOutcome {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.inDoubt.apply(this);
        }
    }

    /** The attempt that the answer is about. */
    AttemptId attemptId();

    /** What was asked for. */
    PaymentOrder order();

    /** Total: there is a case for each outcome, and the compiler asks for it. */
    <R> R fold(Cases<R> cases);

    /** What to make of each outcome. */
    record Cases<R>(
            Function<Placed, R> placed,
            Function<AlreadyExists, R> exists,
            Function<KeyReused, R> keyReused,
            Function<Rejected, R> rejected,
            Function<InDoubt, R> inDoubt) {}
}
