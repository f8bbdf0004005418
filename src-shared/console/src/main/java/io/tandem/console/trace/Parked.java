package io.tandem.console.trace;

import java.time.Instant;
import java.util.Optional;

/** A message that was put aside, and what people did with it. */
record Parked(
        String messageId,
        String reason,
        Optional<String> detail,
        int deliveryAttempt,
        Instant parkedAt,
        String state,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy) {}
