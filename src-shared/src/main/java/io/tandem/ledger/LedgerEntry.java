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
        Optional<String> messageId,
        Optional<String> reason) {}
