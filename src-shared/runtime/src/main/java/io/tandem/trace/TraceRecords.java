package io.tandem.trace;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what {@link MessageTrace} wrote, for people; and forgets what is old. Nothing may be decided by what is found here, or not:
 * a process that dies takes the last moments of its trace along.
 */
public final class TraceRecords {

    /** Of one attempt, and so that no other's are missing for it: what decided it comes first. */
    static final int FIRST = 30;

    /** And how it stands comes last; an outage adds two or three with each redelivery. */
    static final int LAST = 70;

    /** Small enough to hold its locks for milliseconds. */
    private static final int BATCH = 500;

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String OF_ATTEMPTS = """
            SELECT attempt_id, message_key, message_id, step, result, began_at, took_us, host, peer, delivery_attempt, detail
            FROM (SELECT record.*, COUNT(*) OVER (PARTITION BY record.attempt_id) AS total,
                    ROW_NUMBER() OVER (PARTITION BY record.attempt_id ORDER BY record.trace_id) AS nth
                FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted
                STRAIGHT_JOIN message_trace record ON record.attempt_id = UUID_TO_BIN(wanted.id)) AS numbered
            WHERE nth <= %d OR nth > total - %d
            ORDER BY trace_id""".formatted(FIRST, LAST);

    private static final String BY_KEY =
            "SELECT DISTINCT attempt_id FROM message_trace WHERE message_key = ? ORDER BY attempt_id DESC LIMIT ?";

    private static final String BY_MESSAGE =
            "SELECT DISTINCT attempt_id FROM message_trace WHERE message_id = ? ORDER BY attempt_id DESC LIMIT ?";

    private static final String LATEST =
            "SELECT DISTINCT attempt_id FROM message_trace WHERE attempt_id < ? ORDER BY attempt_id DESC LIMIT ?";

    private static final String END_OF_BATCH =
            "SELECT trace_id FROM message_trace ORDER BY trace_id LIMIT 1 OFFSET " + (BATCH - 1);

    private static final String FORGET = """
            DELETE FROM message_trace
            WHERE trace_id <= ? AND written_at < LEAST(CURRENT_TIMESTAMP(6), ?) - INTERVAL ? SECOND""";

    private static final String UNCLEAR = """
            SELECT attempt_id, message_key, message_id, step, result, began_at, took_us, host, peer, delivery_attempt, detail
            FROM message_trace WHERE step = 'CHECK_BACK' OR (step = 'LOCAL_TRANSACTION' AND result = 'IN_DOUBT')
            ORDER BY trace_id DESC LIMIT ?""";

    private final Pool pool;

    /** Reads with the rights of the pool's account: SELECT on {@code message_trace}, and DELETE to forget. */
    public TraceRecords(Pool pool) {
        this.pool = pool;
    }

    /** What was written of those attempts, in the order of writing; of a hundred and more records of one, not those in the middle. */
    public Uni<List<TraceRecord>> of(Collection<AttemptId> attempts) {
        return pool.preparedQuery(OF_ATTEMPTS)
                .execute(Tuple.of(AttemptId.json(attempts)))
                .map(TraceRecords::records);
    }

    /** The attempts whose messages had that key, newest first. */
    public Uni<List<AttemptId>> attemptsOfKey(String key, int limit) {
        return pool.preparedQuery(BY_KEY).execute(Tuple.of(key, limit)).map(TraceRecords::ids);
    }

    /** The attempts that the message of that id stood for: one, unless a foreign producer sent it. */
    public Uni<List<AttemptId>> attemptsOfMessage(String messageId, int limit) {
        return pool.preparedQuery(BY_MESSAGE)
                .execute(Tuple.of(messageId, limit))
                .map(TraceRecords::ids);
    }

    /** The latest attempts that anything was written of, newest first; {@code before} is the last of the page before. */
    public Uni<List<AttemptId>> latest(AttemptId before, int limit) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(before.bytes(), limit))
                .map(TraceRecords::ids);
    }

    /** The latest check-backs and local transactions in doubt, newest first. Reads the whole trace if there are few: for development. */
    public Uni<List<TraceRecord>> unclear(int limit) {
        return pool.preparedQuery(UNCLEAR).execute(Tuple.of(limit)).map(TraceRecords::records);
    }

    /**
     * Deletes the records that were written so long ago, by MySQL's clock and by ours, oldest first, and answers how many those were.
     * Fails as MySQL fails.
     */
    public Uni<Long> forget(Duration keep, Clock clock) {
        return Multi.createBy()
                .repeating()
                .uni(() -> forgetBatch(keep, clock))
                .whilst(deleted -> deleted > 0)
                .collect()
                .with(Collectors.summingLong(Integer::longValue));
    }

    private Uni<Integer> forgetBatch(Duration keep, Clock clock) {
        LocalDateTime ours = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return pool.preparedQuery(END_OF_BATCH)
                .execute()
                .map(rows -> rows.size() == 0
                        ? Long.MAX_VALUE
                        : rows.iterator().next().getLong(0))
                .flatMap(end -> pool.preparedQuery(FORGET).execute(Tuple.of(end, ours, keep.toSeconds())))
                .map(RowSet::rowCount);
    }

    private static List<AttemptId> ids(RowSet<Row> rows) {
        List<AttemptId> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(AttemptId.of(row.get(Buffer.class, 0))));
        return ids;
    }

    private static List<TraceRecord> records(RowSet<Row> rows) {
        List<TraceRecord> records = new ArrayList<>(rows.size());
        rows.forEach(row -> records.add(record(row)));
        return records;
    }

    private static TraceRecord record(Row row) {
        return new TraceRecord(
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                Optional.ofNullable(row.getString("message_key")),
                Optional.ofNullable(row.getString("message_id")),
                TraceStep.valueOf(row.getString("step")),
                row.getString("result"),
                row.getLocalDateTime("began_at").toInstant(ZoneOffset.UTC),
                Optional.ofNullable(row.getLong("took_us")).map(took -> Duration.of(took, ChronoUnit.MICROS)),
                row.getString("host"),
                Optional.ofNullable(row.getString("peer")),
                Optional.ofNullable(row.getInteger("delivery_attempt")),
                Optional.ofNullable(row.getString("detail")));
    }
}
