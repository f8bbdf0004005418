package io.tandem.observation;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.OutgoingMessage;

/** Half messages whose listener hears what the broker makes of them. */
public final class ObservedHalfMessages implements HalfMessages {

    private final HalfMessages messages;
    private final AttemptListener listener;

    /** Sends through those. */
    public ObservedHalfMessages(HalfMessages messages, AttemptListener listener) {
        this.messages = messages;
        this.listener = listener;
    }

    @Override
    public boolean isConnected() {
        return messages.isConnected();
    }

    @Override
    public Uni<HalfMessage> send(OutgoingMessage message) {
        return messages.send(message)
                .onFailure()
                .invoke(failure -> listener.unacknowledged(message.attempt(), failure))
                .map(half -> new Observed(message.attempt(), half));
    }

    private final class Observed implements HalfMessage {

        private final Attempt attempt;
        private final HalfMessage half;

        Observed(Attempt attempt, HalfMessage half) {
            this.attempt = attempt;
            this.half = half;
        }

        @Override
        public HalfReceipt receipt() {
            return half.receipt();
        }

        @Override
        public Uni<Void> commit() {
            return told(Outcome.COMMIT, half.commit());
        }

        @Override
        public Uni<Void> rollback() {
            return told(Outcome.ROLLBACK, half.rollback());
        }

        private Uni<Void> told(Outcome resolution, Uni<Void> telling) {
            return Uni.createFrom().deferred(() -> {
                Timing.Stopwatch watch = Timing.start();
                return telling.onItemOrFailure()
                        .invoke((done, failure) ->
                                listener.told(attempt, half.receipt(), resolution, watch.stop(), failure));
            });
        }
    }
}
