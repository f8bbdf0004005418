package io.tandem.ledger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Forgets old attempts, so that the ledger does not grow for ever. A row may go only when the broker can no longer ask for it:
 * a check-back for a forgotten commit would be answered ROLLBACK.
 */
public final class LedgerPruning {

    /** Small enough to hold its locks for milliseconds. */
    static final int BATCH = 500;

    /** So that one run is bounded; what is left over goes with the next. */
    private static final int MAX_BATCHES = 200;

    private static final String DELETE =
            "DELETE FROM tx_attempt WHERE attempt_id < ? ORDER BY attempt_id LIMIT " + BATCH;

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
            throw new IllegalArgumentException("The ledger must keep its rows for at least as long as the broker keeps"
                    + " messages: " + keep + " is less than " + brokerRetention);
        }
        this.pool = pool;
        this.keep = keep;
        this.clock = clock;
    }

    /** Deletes what is old enough, oldest first, and answers how many rows that were. Fails as MySQL fails. */
    public Uni<Long> prune() {
        Instant cutoff = clock.instant().minus(keep);
        return Multi.createBy()
                .repeating()
                .uni(() -> deleteBatch(cutoff))
                .whilst(deleted -> deleted == BATCH)
                .select()
                .first(MAX_BATCHES)
                .collect()
                .with(java.util.stream.Collectors.summingLong(Integer::longValue));
    }

    private Uni<Integer> deleteBatch(Instant cutoff) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(AttemptId.lowerBound(cutoff).bytes()))
                .map(rows -> rows.rowCount());
    }
}
