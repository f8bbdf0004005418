package io.tandem.trace;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Attempts that are not at their end, as the trace tells. A trace record may be lost, and its attempt is missing here then; no message
 * is lost by it.
 */
public final class OpenAttempts {

    /** The index of results has all that is asked for of those that are decided or answered by now, so only what is shown is read. */
    private static final String ATTEMPTS = """
            SELECT found.attempt_id, found.why, found.since, found.total,
                MAX(record.message_key) AS message_key, MAX(record.message_id) AS message_id
            FROM (SELECT open.attempt_id, MAX(open.%s) AS why, MIN(open.began_at) AS since, COUNT(*) OVER () AS total
                FROM message_trace open
                WHERE open.result %s AND open.began_at > ? AND open.began_at <= ? AND %s
                GROUP BY open.attempt_id ORDER BY since LIMIT ?) found
            JOIN message_trace record ON record.attempt_id = found.attempt_id
            GROUP BY found.attempt_id, found.why, found.since, found.total ORDER BY found.since""";

    private static final String UNDECIDED = LedgerEntries.undecided("open.attempt_id");

    /**
     * Of a local transaction that MySQL took back, its producer knows that nothing was written, also if a check-back came in between and
     * found MySQL away: its message is rolled back, so no check-back follows, and no row ever comes.
     */
    private static final String NOT_FAILED = """
            NOT EXISTS (SELECT 1 FROM message_trace failed
                WHERE failed.attempt_id = open.attempt_id AND failed.step = 'LOCAL_TRANSACTION'
                    AND failed.result = 'NOT_COMMITTED')""";

    private static final String UNANSWERED = """
            NOT EXISTS (SELECT 1 FROM message_trace answered
                WHERE answered.attempt_id = open.attempt_id AND answered.step = 'CHECK_BACK'
                    AND answered.result IN ('COMMIT', 'ROLLBACK'))""";

    private static final String IN_DOUBT =
            ATTEMPTS.formatted("result", "IN ('IN_DOUBT', 'UNKNOWN')", NOT_FAILED + " AND " + UNDECIDED);

    private static final String UNSETTLED =
            ATTEMPTS.formatted("step", "= 'UNACKNOWLEDGED'", "open.step IN ('COMMIT', 'ROLLBACK') AND " + UNANSWERED);

    private static final String UNSENT = ATTEMPTS.formatted(
            "step", "= 'UNACKNOWLEDGED'", "open.step = 'HALF_MESSAGE' AND " + UNDECIDED + " AND " + UNANSWERED);

    private final Pool pool;

    public OpenAttempts(Pool pool) {
        this.pool = pool;
    }

    /**
     * An attempt that is not at its end.
     *
     * @param key empty if the trace does not know it
     * @param messageId empty if it is not known
     * @param why the last that was heard of it: a result or a step
     */
    public record Open(
            AttemptId attemptId, Optional<String> key, Optional<String> messageId, String why, Instant since) {}

    /** All of them, and as many of the oldest as the limit says. */
    public record Found(long total, List<Open> oldest) {}

    /** Attempts that were asked for, and that the ledger has no row for. Fails as MySQL fails. */
    public Uni<Found> inDoubt(Instant from, Instant to, int limit) {
        return read(IN_DOUBT, from, to, limit);
    }

    /** Attempts whose commit or rollback the broker did not acknowledge, and was not answered since. Fails as MySQL fails. */
    public Uni<Found> unsettled(Instant from, Instant to, int limit) {
        return read(UNSETTLED, from, to, limit);
    }

    /** Attempts whose half message the broker did not acknowledge: it may have it or not. Fails as MySQL fails. */
    public Uni<Found> unsent(Instant from, Instant to, int limit) {
        return read(UNSENT, from, to, limit);
    }

    private Uni<Found> read(String query, Instant from, Instant to, int limit) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(utc(from), utc(to), limit))
                .map(OpenAttempts::found);
    }

    private static Found found(RowSet<Row> rows) {
        List<Open> oldest = new ArrayList<>(rows.size());
        long total = 0;
        for (Row row : rows) {
            oldest.add(new Open(
                    AttemptId.of(row.get(Buffer.class, "attempt_id")),
                    Optional.ofNullable(row.getString("message_key")),
                    Optional.ofNullable(row.getString("message_id")),
                    row.getString("why"),
                    row.getLocalDateTime("since").toInstant(ZoneOffset.UTC)));
            total = row.getLong("total");
        }
        return new Found(total, oldest);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
