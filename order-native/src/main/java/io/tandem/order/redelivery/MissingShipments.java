package io.tandem.order.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Finds committed attempts that have no shipment. Attempt ids are ordered by time, so each search begins where the last one ended and
 * reads a range of the ledger's primary key: its cost is that of what is new, however many orders there are.
 *
 * <p>Of several processes one searches at a time: the row that says how far the search has come is locked, and whoever meets the
 * lock leaves the search to its holder. Never further than MySQL's own clock: a process whose clock is ahead would pass over attempts
 * that are still to be made, and nobody would look at them again.
 */
final class MissingShipments {

    /** Attempts looked at in one transaction: some tens of milliseconds. */
    static final int PAGE = 5_000;

    /**
     * A local transaction can commit so long after its attempt was made: sending (two tries of 3 s), the transaction itself (5 s), or
     * MySQL's {@code wait_timeout} for a connection that was lost in between (30 s). Younger attempts are looked at again.
     */
    private static final Duration LATEST_COMMIT = Duration.ofSeconds(60);

    private static final String SEARCHED_TO =
            "SELECT searched_to, UTC_TIMESTAMP(6) FROM redelivery_search WHERE id = 1 FOR UPDATE SKIP LOCKED";

    private static final String END_OF_PAGE =
            "SELECT attempt_id FROM tx_attempt WHERE attempt_id > ? AND attempt_id < ? ORDER BY attempt_id LIMIT 1 OFFSET "
                    + (PAGE - 1);

    private static final String FIND = """
            INSERT IGNORE INTO redelivery (attempt_id, order_id, user_id, due_at)
            SELECT attempt.attempt_id, paid.order_id, paid.user_id, CURRENT_TIMESTAMP(6)
            FROM tx_attempt attempt
            JOIN orders paid ON paid.attempt_id = attempt.attempt_id
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id
            WHERE attempt.attempt_id > ? AND attempt.attempt_id <= ? AND attempt.outcome = 'COMMIT'
                AND shipment.order_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM parked_message parked
                    WHERE parked.attempt_id = attempt.attempt_id AND parked.state = 'PARKED')""";

    private static final String ADVANCE = "UPDATE redelivery_search SET searched_to = ? WHERE id = 1";

    private final Pool pool;
    private final Duration grace;
    private final Clock clock;

    MissingShipments(Pool pool, Duration grace, Clock clock) {
        this.pool = pool;
        this.grace = grace;
        this.clock = clock;
    }

    /** Whether there is more to look at, and how many were found. */
    record Searched(boolean more, int found) {
        private static final Searched NOTHING = new Searched(false, 0);
    }

    /** Looks at the next page. Fails as MySQL fails; then nothing was done. */
    Uni<Searched> search() {
        return pool.withTransaction(connection -> connection
                .query(SEARCHED_TO)
                .execute()
                .flatMap(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Searched.NOTHING)
                        : searchAfter(connection, id(rows), now(rows))));
    }

    private Instant now(RowSet<Row> rows) {
        Instant ours = clock.instant();
        Instant mySqls = rows.iterator().next().getLocalDateTime(1).toInstant(ZoneOffset.UTC);
        return ours.isBefore(mySqls) ? ours : mySqls;
    }

    private Uni<Searched> searchAfter(SqlConnection connection, AttemptId from, Instant now) {
        AttemptId end = AttemptId.lowerBound(now.minus(grace));
        if (from.value().compareTo(end.value()) >= 0) {
            return Uni.createFrom().item(Searched.NOTHING);
        }
        return connection
                .preparedQuery(END_OF_PAGE)
                .execute(Tuple.of(from.bytes(), end.bytes()))
                .flatMap(rows -> {
                    boolean more = rows.size() > 0;
                    AttemptId to = more ? id(rows) : end;
                    return find(connection, from, to, now).map(found -> new Searched(more, found));
                });
    }

    private Uni<Integer> find(SqlConnection connection, AttemptId from, AttemptId to, Instant now) {
        AttemptId settled = AttemptId.lowerBound(now.minus(LATEST_COMMIT));
        AttemptId searched = to.value().compareTo(settled.value()) < 0 ? to : settled;
        AttemptId next = searched.value().compareTo(from.value()) < 0 ? from : searched;
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(from.bytes(), to.bytes()))
                .flatMap(found -> connection
                        .preparedQuery(ADVANCE)
                        .execute(Tuple.of(next.bytes()))
                        .replaceWith(found.rowCount()));
    }

    private static AttemptId id(RowSet<Row> rows) {
        return AttemptId.of(rows.iterator().next().get(Buffer.class, 0));
    }
}
