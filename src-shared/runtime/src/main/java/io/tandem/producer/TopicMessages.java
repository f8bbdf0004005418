package io.tandem.producer;

import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import io.tandem.ledger.AttemptId;
import io.tandem.observation.AttemptListener;
import io.tandem.producer.Admission.Place;
import io.tandem.transaction.Conclusion;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.LocalTransaction;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionMessages;
import io.tandem.transaction.TransactionOutcome;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.tandem.transaction.TransactionalProducer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the protocol for one topic, for as many attempts as are admitted. Invariant: an attempt holds its place from before the half
 * message until the broker has been told, which is after its caller was answered.
 */
public final class TopicMessages implements TransactionMessages {

    private final String topic;
    private final TransactionalProducer producer;
    private final HalfMessages halfMessages;
    private final Admission admission;
    private final AttemptListener listener;

    /** Sends with that producer, while its half messages can be sent. */
    public TopicMessages(
            String topic,
            TransactionalProducer producer,
            HalfMessages halfMessages,
            Admission admission,
            AttemptListener listener) {
        this.topic = topic;
        this.producer = producer;
        this.halfMessages = halfMessages;
        this.admission = admission;
        this.listener = listener;
    }

    @Override
    public <T> Uni<TransactionOutcome<T>> send(
            Function<AttemptId, TransactionMessage> message, Function<LocalTransaction, Uni<T>> work) {
        return once(() -> {
            AttemptId attempt = AttemptId.next();
            return admitted(message.apply(attempt).to(topic, attempt), work);
        });
    }

    /** Sends a message of an attempt that the caller has made; the attempt must be fresh. */
    public <T> Uni<TransactionOutcome<T>> send(OutgoingMessage message, Function<LocalTransaction, Uni<T>> work) {
        return once(() -> admitted(message, work));
    }

    private static <T> Uni<T> once(Supplier<Uni<? extends T>> attempt) {
        return CallersContext.resume(Uni.createFrom().<T>deferred(attempt))
                .memoize()
                .indefinitely();
    }

    private <T> Uni<TransactionOutcome<T>> admitted(OutgoingMessage message, Function<LocalTransaction, Uni<T>> work) {
        Optional<Place> place = admission.enter();
        if (place.isEmpty()) {
            return rejected(message, admission.isClosed() ? Reason.STOPPING : Reason.OVERLOADED);
        }
        if (!halfMessages.isConnected()) {
            place.get().leave();
            return rejected(message, Reason.BROKER_UNAVAILABLE);
        }
        return producer.execute(message, work)
                .invoke(conclusion -> conclude(message, conclusion, place.get()))
                .map(Conclusion::outcome);
    }

    /** Telling the broker is in no caller's way; what becomes of it is heard by the listener. */
    private void conclude(OutgoingMessage message, Conclusion<?> conclusion, Place place) {
        listener.concluded(message.attempt(), conclusion.outcome(), conclusion.receipt());
        conclusion.tell().subscribe().with(told -> place.leave(), untold -> place.leave());
    }

    private static <T> Uni<TransactionOutcome<T>> rejected(OutgoingMessage message, Reason reason) {
        return Uni.createFrom().item(new Rejected<>(message.attempt().id(), reason));
    }
}
