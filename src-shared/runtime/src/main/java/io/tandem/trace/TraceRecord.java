package io.tandem.trace;

import io.tandem.ledger.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of one message's way.
 *
 * @param key the message's key, if it has one
 * @param messageId the broker's id, if it is known
 * @param result a short word in capitals, at most 32 characters: {@code ACKNOWLEDGED}, {@code UNACKNOWLEDGED}, …
 * @param beganAt by this process's clock
 * @param took empty if nothing was waited for
 * @param host which process did it; see {@link ThisProcess}
 * @param peer whom it spoke with: the broker's address
 * @param deliveryAttempt 1 for the first delivery; empty where nothing was delivered
 * @param detail for people; what is longer than 255 characters is cut off
 */
public record TraceRecord(
        AttemptId attemptId,
        Optional<String> key,
        Optional<String> messageId,
        TraceStep step,
        String result,
        Instant beganAt,
        Optional<Duration> took,
        String host,
        Optional<String> peer,
        Optional<Integer> deliveryAttempt,
        Optional<String> detail) {

    private static final int LONGEST_DETAIL = 255;

    public TraceRecord {
        Objects.requireNonNull(attemptId, "attemptId");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(beganAt, "beganAt");
        detail = detail.map(text -> text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL));
    }

    /** A step that began and ended now, in this process. */
    public static TraceRecord of(AttemptId attemptId, TraceStep step, String result, Instant now) {
        return new TraceRecord(
                attemptId,
                Optional.empty(),
                Optional.empty(),
                step,
                result,
                now,
                Optional.empty(),
                ThisProcess.NAME,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Null: none. */
    public TraceRecord ofMessage(String newKey, String newMessageId) {
        return new TraceRecord(
                attemptId,
                Optional.ofNullable(newKey),
                Optional.ofNullable(newMessageId),
                step,
                result,
                beganAt,
                took,
                host,
                peer,
                deliveryAttempt,
                detail);
    }

    /** A step that lasted until now. */
    public TraceRecord taking(Duration newTook) {
        return new TraceRecord(
                attemptId,
                key,
                messageId,
                step,
                result,
                beganAt,
                Optional.of(newTook),
                host,
                peer,
                deliveryAttempt,
                detail);
    }

    /** Null: none. */
    public TraceRecord with(String newPeer, String newDetail) {
        return new TraceRecord(
                attemptId,
                key,
                messageId,
                step,
                result,
                beganAt,
                took,
                host,
                Optional.ofNullable(newPeer),
                deliveryAttempt,
                Optional.ofNullable(newDetail));
    }

    /** A delivery is counted from 1. */
    public TraceRecord ofDelivery(int attempt) {
        return new TraceRecord(
                attemptId, key, messageId, step, result, beganAt, took, host, peer, Optional.of(attempt), detail);
    }

    /** The same of another attempt, for which the message stood as well. */
    public TraceRecord as(AttemptId other) {
        return new TraceRecord(
                other, Optional.empty(), messageId, step, result, beganAt, took, host, peer, deliveryAttempt, detail);
    }

    /** Whether MySQL went away at COMMIT. */
    public boolean isInDoubt() {
        return step == TraceStep.LOCAL_TRANSACTION && "IN_DOUBT".equals(result);
    }
}
