package io.tandem.ledger;

import java.time.Instant;
import java.util.Optional;

/** A row of the ledger, for people. */
public record LedgerEntry(
        AttemptId id,
        Outcome outcome,
        DecidedBy decidedBy,
        Instant decidedAt,
        Optional<String> key,
        Optional<String> subject,
        HalfReceipt half,
        Optional<String> reason) {

    /** The broker's id of the half message, if known. */
    public Optional<String> messageId() {
        return half.messageId();
    }
}
