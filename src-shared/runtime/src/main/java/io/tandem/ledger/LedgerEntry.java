package io.tandem.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the ledger, for people.
 *
 * @param group empty if the attempt stands for itself
 */
public record LedgerEntry(
        AttemptId id,
        Outcome outcome,
        DecidedBy decidedBy,
        Instant decidedAt,
        Optional<String> key,
        Optional<String> subject,
        HalfReceipt half,
        Optional<String> reason,
        Optional<Group> group) {

    /**
     * Attempts that stand and fall together.
     *
     * @param first whose row decides
     */
    public record Group(AttemptId first, int size) {}

    /** The broker's id of the half message, if known. */
    public Optional<String> messageId() {
        return half.messageId();
    }
}
