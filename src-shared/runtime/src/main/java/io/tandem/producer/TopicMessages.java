package io.tandem.producer;

import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import io.tandem.group.Groups;
import io.tandem.ledger.Attempt;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Runs the protocol for one topic, for as many attempts as are admitted. Invariant: an attempt holds its place from before the half
 * message until the broker has been told, which is after its caller was answered.
 */
public final class TopicMessages implements TransactionMessages {

    private final String topic;
    private final TransactionalProducer producer;
    private final Groups groups;
    private final HalfMessages halfMessages;
    private final Admission admission;
    private final AttemptListener listener;

    /** Sends with that producer, while its half messages can be sent. */
    public TopicMessages(
            String topic,
            TransactionalProducer producer,
            Groups groups,
            HalfMessages halfMessages,
            Admission admission,
            AttemptListener listener) {
        this.topic = topic;
        this.producer = producer;
        this.groups = groups;
        this.halfMessages = halfMessages;
        this.admission = admission;
        this.listener = listener;
    }

    @Override
    public <T> Uni<TransactionOutcome<T>> send(
            Function<AttemptId, TransactionMessage> message, Function<LocalTransaction, Uni<T>> work) {
        return once(() -> {
            // Of each try; the last is what the outcome is about.
            AtomicReference<OutgoingMessage> said = new AtomicReference<>();
            UnaryOperator<OutgoingMessage> remember = tried -> {
                said.set(tried);
                return tried;
            };
            return admitted(
                    () -> groups.run(
                            attempt -> remember.apply(message.apply(attempt).to(topic, attempt)), work),
                    said::get,
                    // Of which, if it is refused, nothing but the id is ever made: a refusal must cost little.
                    AttemptId::next);
        });
    }

    /** Sends a message of an attempt that the caller has made, by itself; the attempt must be fresh. */
    public <T> Uni<TransactionOutcome<T>> send(OutgoingMessage message, Function<LocalTransaction, Uni<T>> work) {
        return once(() -> admitted(() -> producer.execute(message, work), () -> message, () -> message.attempt()
                .id()));
    }

    @Override
    public boolean hasRoom() {
        return admission.hasRoom();
    }

    private static <T> Uni<T> once(Supplier<Uni<? extends T>> attempt) {
        return CallersContext.resume(Uni.createFrom().<T>deferred(attempt))
                .memoize()
                .indefinitely();
    }

    private <T> Uni<TransactionOutcome<T>> admitted(
            Supplier<Uni<Conclusion<T>>> attempt, Supplier<OutgoingMessage> said, Supplier<AttemptId> refused) {
        Optional<Place> place = admission.enter();
        if (place.isEmpty()) {
            return rejected(refused.get(), admission.isClosed() ? Reason.STOPPING : Reason.OVERLOADED);
        }
        if (!halfMessages.isConnected()) {
            place.get().leave();
            return rejected(refused.get(), Reason.BROKER_UNAVAILABLE);
        }
        return Uni.createFrom()
                .deferred(attempt::get)
                .invoke(conclusion -> conclude(said.get().attempt(), conclusion, place.get()))
                .onFailure()
                .invoke(unexpected -> place.get().leave())
                .map(Conclusion::outcome);
    }

    /** Telling the broker is in no caller's way; what becomes of it is heard by the listener. */
    private void conclude(Attempt attempt, Conclusion<?> conclusion, Place place) {
        listener.concluded(attempt, conclusion.outcome(), conclusion.receipt());
        conclusion.tell().subscribe().with(told -> place.leave(), untold -> place.leave());
    }

    private static <T> Uni<TransactionOutcome<T>> rejected(AttemptId attempt, Reason reason) {
        return Uni.createFrom().item(new Rejected<>(attempt, reason));
    }
}
