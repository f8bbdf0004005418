package io.tandem.console.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of one message's way.
 *
 * @param result a word in capitals, such as {@code STORED}, {@code ACKNOWLEDGED}, {@code COMMIT}
 * @param at when it began, by the clock of the process that did it
 * @param took empty if it is not known, or nothing was waited for
 * @param host which process did it
 * @param peer whom it spoke with: the broker's address
 * @param deliveryAttempt 1 for the first delivery; empty where nothing was delivered
 */
public record Step(
        StepKind kind,
        String result,
        Instant at,
        Optional<Duration> took,
        Optional<String> host,
        Optional<String> peer,
        Optional<String> messageId,
        Optional<Integer> deliveryAttempt,
        Optional<String> detail) {

    /** How it went: what it is drawn as. */
    public enum Tone {
        GOOD,
        OPEN,
        BAD,
        UNDONE
    }

    /** A step of which nothing but this is known. */
    static Step of(StepKind kind, String result, Instant at) {
        return new Step(
                kind,
                result,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Step taking(Optional<Duration> newTook) {
        return new Step(kind, result, at, newTook, host, peer, messageId, deliveryAttempt, detail);
    }

    Step by(Optional<String> newHost) {
        return new Step(kind, result, at, took, newHost, peer, messageId, deliveryAttempt, detail);
    }

    Step ofMessage(Optional<String> newMessageId) {
        return new Step(kind, result, at, took, host, peer, newMessageId, deliveryAttempt, detail);
    }

    Step because(Optional<String> newDetail) {
        return new Step(kind, result, at, took, host, peer, messageId, deliveryAttempt, newDetail);
    }

    /** Whether it is good news. */
    public Tone tone() {
        return switch (result) {
            case "STORED", "COMMITTED", "ACKNOWLEDGED", "COMMIT", "PUBLISHED", "CONSUMED", "DUPLICATE", "REPLAYED" ->
                Tone.GOOD;
            case "ROLLED_BACK", "NOT_COMMITTED", "NOT_RUN", "NOT_RECORDED", "ROLLBACK", "DISMISSED" -> Tone.UNDONE;
            case "UNKNOWN", "IN_DOUBT", "RETRY", "UNAVAILABLE", "OPEN" -> Tone.OPEN;
            default -> Tone.BAD;
        };
    }
}
