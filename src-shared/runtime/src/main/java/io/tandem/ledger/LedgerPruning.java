package io.tandem.ledger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/**
 * Forgets old attempts. A row may go only when the broker can no longer ask for it: a check-back for a forgotten commit would be
 * answered ROLLBACK.
 *
 * <p>Invariant: a row goes only if it is old by MySQL's clock and by this host's. Its age is that of its decision, which MySQL dated;
 * the id, and with it the clock of the host that made it, is not asked. So a single clock that is ahead empties nothing.
 */
public final class LedgerPruning {

    /** Small enough to hold its locks for milliseconds. */
    static final int BATCH = 500;

    private static final String DELETE = """
            DELETE FROM tx_attempt WHERE decided_at < LEAST(CURRENT_TIMESTAMP(6), ?) - INTERVAL ? SECOND
            ORDER BY decided_at LIMIT\s""" + BATCH;

    private final Pool pool;
    private final Duration keep;
    private final Clock clock;

    /**
     * @param keep age from which a row may go
     * @param brokerRetention how long the broker keeps a message ({@code fileReservedTime}; 72 h by default)
     * @throws IllegalArgumentException if rows would go while the broker can still ask for them
     */
    public LedgerPruning(Pool pool, Duration keep, Duration brokerRetention, Clock clock) {
        if (keep.compareTo(brokerRetention) < 0) {
            throw new IllegalArgumentException("TANDEM_LEDGER_KEEP must not be less than"
                    + " TANDEM_LEDGER_BROKER_RETENTION, for which the broker may ask for a row: " + keep
                    + " is less than "
                    + brokerRetention);
        }
        this.pool = pool;
        this.keep = keep;
        this.clock = clock;
    }

    /** Deletes all that is old enough, oldest first, and answers how many rows that were. Fails as MySQL fails. */
    public Uni<Long> prune() {
        return Multi.createBy()
                .repeating()
                .uni(this::deleteBatch)
                .whilst(deleted -> deleted == BATCH)
                .collect()
                .with(Collectors.summingLong(Integer::longValue));
    }

    private Uni<Integer> deleteBatch() {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), keep.toSeconds()))
                .map(RowSet::rowCount);
    }
}
