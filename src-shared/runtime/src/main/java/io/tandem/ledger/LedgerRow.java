package io.tandem.ledger;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The values of a row that is inserted, in the order of {@link #COLUMNS}. */
final class LedgerRow {

    static final String COLUMNS =
            "attempt_id, decided_by, message_key, subject, group_size, message_id, half_stored_at, half_took_us, producer, broker, reason";

    static final String VALUES = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final int NANOS_PER_MICRO = 1_000;

    private LedgerRow() {}

    /** The reason may be null. */
    static Tuple of(Attempt attempt, DecidedBy by, HalfReceipt half, String reason) {
        return Tuple.tuple()
                .addBuffer(Buffer.newInstance(attempt.id().bytes()))
                .addString(by.name())
                .addString(attempt.key())
                .addString(attempt.subject())
                .addInteger(attempt.group() > 1 ? attempt.group() : null)
                .addString(half.messageId().orElse(null))
                .addLocalDateTime(half.storedAt()
                        .map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                        .orElse(null))
                .addLong(half.took()
                        .map(took -> took.toNanos() / NANOS_PER_MICRO)
                        .orElse(null))
                .addString(half.producer().orElse(null))
                .addString(half.broker().orElse(null))
                .addString(reason);
    }
}
