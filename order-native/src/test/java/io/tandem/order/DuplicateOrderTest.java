package io.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.AttemptId;
import io.tandem.order.PlaceOrderOutcome.AlreadyExists;
import io.tandem.order.PlaceOrderOutcome.KeyReused;
import io.tandem.order.PlaceOrderOutcome.Placed;
import io.tandem.order.PlaceOrderOutcome.Rejected;
import io.tandem.transaction.TransactionOutcome.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DuplicateOrderTest {

    private static final AttemptId FAILED = AttemptId.next();
    private static final UUID KEY = UUID.randomUUID();

    private final PaymentOrder order = new PaymentOrder(1001, 20001, Optional.of(KEY));

    @Test
    void repeatOfTheSameRequestGetsTheFirstAnswer() {
        PlacedOrder first = row(20001, 1001, Optional.of(KEY));

        assertThat(DuplicateOrder.outcome(FAILED, order, List.of(first)))
                .isEqualTo(new Placed(first.attemptId(), order));
    }

    @Test
    void sameOrderWithoutAKeyAlreadyExistsEvenForTheSameUser() {
        PaymentOrder withoutKey = new PaymentOrder(1001, 20001, Optional.empty());

        assertThat(DuplicateOrder.outcome(FAILED, withoutKey, List.of(row(20001, 1001, Optional.empty()))))
                .isEqualTo(new AlreadyExists(FAILED, withoutKey));
    }

    @Test
    void rejectsDuplicateOrderOfAnotherUser() {
        assertThat(DuplicateOrder.outcome(FAILED, order, List.of(row(20001, 1002, Optional.of(UUID.randomUUID())))))
                .isEqualTo(new AlreadyExists(FAILED, order));
    }

    @Test
    void refusesAKeyThatBelongsToAnotherUsersRequest() {
        assertThat(DuplicateOrder.outcome(FAILED, order, List.of(row(20001, 1002, Optional.of(KEY)))))
                .isEqualTo(new KeyReused(FAILED, order));
    }

    @Test
    void refusesAKeyThatBelongsToAnotherOrderEvenIfThisOneExistsToo() {
        List<PlacedOrder> rows = List.of(row(20001, 1001, Optional.empty()), row(20002, 1001, Optional.of(KEY)));

        assertThat(DuplicateOrder.outcome(FAILED, order, rows)).isEqualTo(new KeyReused(FAILED, order));
    }

    @Test
    void asksToTryAgainWhenTheRowIsGone() {
        assertThat(DuplicateOrder.outcome(FAILED, order, List.of()))
                .isEqualTo(new Rejected(FAILED, order, Reason.BUSY));
    }

    private static PlacedOrder row(long orderId, long userId, Optional<UUID> key) {
        return new PlacedOrder(orderId, userId, AttemptId.next(), key, Instant.now());
    }
}
