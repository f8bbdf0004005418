package io.tandem.producer;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Publishes a message again whose attempt is committed long since: the one way left when the broker has dropped it, lost it, or
 * buried it among the dead letters. The message goes as a transaction message under the same attempt, since its topic takes no
 * other, and without a local transaction: the ledger says COMMIT already, so a check-back says the same. It must not be used for an
 * attempt whose ledger row is not COMMIT.
 */
public final class Republisher {

    /** What came of it. Neither of the others is lost: the next round tries again, and a duplicate is harmless. */
    public enum Result {
        /** Half message stored, commit acknowledged. */
        PUBLISHED,
        /** Half message stored, commit unheard: a check-back will finish it. */
        UNACKNOWLEDGED,
        /** The broker did not take the half message. */
        FAILED
    }

    private final Map<String, HalfMessages> byTopic;
    private final MessageTrace trace;
    private final MeterRegistry meters;

    Republisher(Map<String, HalfMessages> byTopic, MessageTrace trace, MeterRegistry meters) {
        this.byTopic = Map.copyOf(byTopic);
        this.trace = trace;
        this.meters = meters;
        for (Result result : Result.values()) {
            counter(result);
        }
    }

    /** One for the topics of them all. */
    public static Republisher ofAll(Collection<Republisher> republishers, MessageTrace trace, MeterRegistry meters) {
        Map<String, HalfMessages> byTopic = new HashMap<>();
        republishers.forEach(republisher -> byTopic.putAll(republisher.byTopic));
        return new Republisher(byTopic, trace, meters);
    }

    /** Whether there is any sense in trying. */
    public boolean isConnected() {
        return byTopic.values().stream().allMatch(HalfMessages::isConnected);
    }

    /** Never fails. */
    public Uni<Result> publishAgain(OutgoingMessage message) {
        Instant began = Instant.now();
        long beganNanos = System.nanoTime();
        return byTopic.get(message.topic())
                .send(message)
                .onItem()
                .transformToUni(half -> half.commit()
                        .replaceWith(true)
                        .onFailure()
                        .recoverWithItem(false)
                        .map(heard -> record(
                                message,
                                heard ? Result.PUBLISHED : Result.UNACKNOWLEDGED,
                                half.receipt().messageId().orElse(null),
                                began,
                                beganNanos,
                                null)))
                .onFailure()
                .recoverWithItem(
                        failure -> record(message, Result.FAILED, null, began, beganNanos, failure.getMessage()));
    }

    private Result record(
            OutgoingMessage message, Result result, String messageId, Instant began, long beganNanos, String detail) {
        counter(result).increment();
        trace.add(TraceRecord.of(message.attempt().id(), TraceStep.REDELIVERY, result.name(), began)
                .ofMessage(message.attempt().key(), messageId)
                .taking(Duration.ofNanos(System.nanoTime() - beganNanos))
                .with(null, detail));
        return result;
    }

    private io.micrometer.core.instrument.Counter counter(Result result) {
        return meters.counter("tandem.redeliveries", "result", result.name().toLowerCase(Locale.ROOT));
    }
}
