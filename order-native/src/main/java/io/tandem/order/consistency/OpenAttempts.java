package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Attempts that are not at their end, as the trace tells. A trace record may be lost, and its attempt is missing here then; no order
 * is lost by it.
 */
final class OpenAttempts {

    /** As long as the ledger keeps its rows: what is older has none any more, and would look undecided. */
    private static final Duration LEDGER_REMEMBERS = Duration.ofDays(7);

    /**
     * Of a local transaction that MySQL took back, its producer knows that nothing was written, also if a check-back came in between and
     * found MySQL away: its message is rolled back, so nobody asks again, and no row ever comes.
     */
    private static final String IN_DOUBT = """
            SELECT open.attempt_id, MAX(open.message_key) AS message_key, MAX(open.message_id) AS message_id,
                MAX(open.result) AS why, MIN(open.began_at) AS since, COUNT(*) OVER () AS total
            FROM message_trace open
            LEFT JOIN tx_attempt decided ON decided.attempt_id = open.attempt_id
            WHERE open.result IN ('IN_DOUBT', 'UNKNOWN') AND open.began_at > ? AND open.began_at <= ?
                AND decided.attempt_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM message_trace failed
                    WHERE failed.attempt_id = open.attempt_id AND failed.step = 'LOCAL_TRANSACTION'
                        AND failed.result = 'NOT_COMMITTED')
            GROUP BY open.attempt_id ORDER BY since LIMIT ?""";

    private static final String UNSETTLED = """
            SELECT open.attempt_id, MAX(open.message_key) AS message_key, MAX(open.message_id) AS message_id,
                MAX(open.step) AS why, MIN(open.began_at) AS since, COUNT(*) OVER () AS total
            FROM message_trace open
            LEFT JOIN tx_attempt decided ON decided.attempt_id = open.attempt_id
            WHERE open.result = 'UNACKNOWLEDGED' AND open.began_at > ? AND open.began_at <= ?
                AND (open.step IN ('COMMIT', 'ROLLBACK') OR open.step = 'HALF_MESSAGE' AND decided.attempt_id IS NULL)
                AND NOT EXISTS (SELECT 1 FROM message_trace answered
                    WHERE answered.attempt_id = open.attempt_id AND answered.step = 'CHECK_BACK'
                        AND answered.result IN ('COMMIT', 'ROLLBACK'))
                AND NOT EXISTS (SELECT 1 FROM orders paid JOIN logistics shipment ON shipment.order_id = paid.order_id
                    WHERE paid.attempt_id = open.attempt_id)
            GROUP BY open.attempt_id ORDER BY since LIMIT ?""";

    private final Pool pool;
    private final ConsistencySettings settings;

    OpenAttempts(Pool pool, ConsistencySettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** Attempts that the ledger has no row for, though somebody asked. */
    Uni<Findings<OpenAttempt>> inDoubt(Instant now, int limit) {
        return read(IN_DOUBT, now.minus(LEDGER_REMEMBERS), now, now, limit);
    }

    /** Half messages that the broker was not heard to resolve, and that it can still hold. */
    Uni<Findings<OpenAttempt>> unsettled(Instant now, int limit) {
        return read(UNSETTLED, now.minus(settings.brokerGivesUpAfter()), now.minus(settings.checkTime()), now, limit);
    }

    private Uni<Findings<OpenAttempt>> read(String query, Instant from, Instant to, Instant now, int limit) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(utc(from), utc(to), limit))
                .map(rows -> findings(rows, now));
    }

    private static Findings<OpenAttempt> findings(RowSet<Row> rows, Instant now) {
        List<OpenAttempt> items = new ArrayList<>(rows.size());
        long total = 0;
        for (Row row : rows) {
            Instant since = row.getLocalDateTime("since").toInstant(ZoneOffset.UTC);
            items.add(new OpenAttempt(
                    AttemptId.of(row.get(Buffer.class, "attempt_id")),
                    row.getString("message_key"),
                    row.getString("message_id"),
                    row.getString("why"),
                    since,
                    Duration.between(since, now).toSeconds()));
            total = row.getLong("total");
        }
        return new Findings<>(total, items);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
