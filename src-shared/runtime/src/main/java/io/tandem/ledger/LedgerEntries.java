package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the ledger, for people. Decides nothing; decisions are made by the {@link Ledger}. */
public final class LedgerEntries {

    /** What is known of a group's half message, and how large it is, stands in the row of its first. */
    private static final String COLUMNS = """
            SELECT entry.attempt_id, entry.outcome, entry.decided_by, entry.decided_at, entry.message_key, entry.subject, entry.reason,
                COALESCE(first.attempt_id, entry.attempt_id) AS group_id,
                COALESCE(first.group_size, entry.group_size) AS group_size,
                COALESCE(entry.message_id, first.message_id) AS message_id,
                COALESCE(entry.half_stored_at, first.half_stored_at) AS half_stored_at,
                COALESCE(entry.half_took_us, first.half_took_us) AS half_took_us,
                COALESCE(entry.producer, first.producer) AS producer, COALESCE(entry.broker, first.broker) AS broker
            FROM\s""";

    private static final String FIRST = " LEFT JOIN tx_attempt first ON first.attempt_id = entry.group_id ";

    private static final String ENTRY = COLUMNS + "tx_attempt entry" + FIRST + "WHERE entry.attempt_id = ?";

    private static final String LATEST =
            COLUMNS + "tx_attempt entry" + FIRST + "WHERE entry.attempt_id < ? ORDER BY entry.attempt_id DESC LIMIT ?";

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String SOME = COLUMNS + """
            JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted
            STRAIGHT_JOIN tx_attempt entry ON entry.attempt_id = UUID_TO_BIN(wanted.id)""" + FIRST + "ORDER BY entry.attempt_id DESC";

    /** The members of a group were made within moments; so there need be no index of groups. */
    private static final String MEMBERS = """
            SELECT attempt_id FROM tx_attempt WHERE attempt_id > ? AND attempt_id < ? AND group_id = ? ORDER BY attempt_id""";

    private static final Duration MOMENTS = Duration.ofSeconds(3);

    /** Holds for the next statement alone (MySQL manual, "SET TRANSACTION Statement"). */
    private static final String UNCOMMITTED = "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED";

    /** An SQL condition: no attempt of that id is decided, or its row is pruned. */
    public static String undecided(String attemptId) {
        return "NOT EXISTS (SELECT 1 FROM tx_attempt decided WHERE decided.attempt_id = " + attemptId + ")";
    }

    private final Pool pool;

    public LedgerEntries(Pool pool) {
        this.pool = pool;
    }

    /** The attempt's row, if it is decided and not yet pruned. */
    public Uni<Optional<LedgerEntry>> find(AttemptId id) {
        return pool.preparedQuery(ENTRY).execute(Tuple.of(id.bytes())).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(entry(row.next())) : Optional.empty();
        });
    }

    /** The rows of those attempts that are decided and not yet pruned, newest first. */
    public Uni<List<LedgerEntry>> find(Collection<AttemptId> ids) {
        return pool.preparedQuery(SOME).execute(Tuple.of(AttemptId.json(ids))).map(LedgerEntries::entries);
    }

    /**
     * The rows of those attempts that local transactions have claimed which have not ended. Nothing is decided by them: each may still be
     * taken back.
     */
    public Uni<List<LedgerEntry>> open(Collection<AttemptId> ids) {
        return pool.withConnection(connection -> connection
                .preparedQuery(UNCOMMITTED)
                .execute()
                .flatMap(set -> connection.preparedQuery(SOME).execute(Tuple.of(AttemptId.json(ids))))
                .map(LedgerEntries::entries));
    }

    /** Those that stand and fall with that attempt, if it is the first of a group. */
    public Uni<List<AttemptId>> othersOf(AttemptId first) {
        return pool.preparedQuery(MEMBERS)
                .execute(Tuple.of(
                        AttemptId.lowerBound(first.madeAt().minus(MOMENTS)).bytes(),
                        AttemptId.lowerBound(first.madeAt().plus(MOMENTS)).bytes(),
                        first.bytes()))
                .map(rows -> {
                    List<AttemptId> others = new ArrayList<>(rows.size());
                    rows.forEach(row -> others.add(AttemptId.of(row.get(Buffer.class, 0))));
                    return others;
                });
    }

    /** The latest attempts that are decided, newest first; {@code before} is the last of the page before. */
    public Uni<List<LedgerEntry>> latest(AttemptId before, int limit) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(before.bytes(), limit))
                .map(LedgerEntries::entries);
    }

    private static List<LedgerEntry> entries(RowSet<Row> rows) {
        List<LedgerEntry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(entry(row)));
        return entries;
    }

    private static LedgerEntry entry(Row row) {
        return new LedgerEntry(
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                Outcome.valueOf(row.getString("outcome")),
                DecidedBy.valueOf(row.getString("decided_by")),
                row.getLocalDateTime("decided_at").toInstant(ZoneOffset.UTC),
                Optional.ofNullable(row.getString("message_key")),
                Optional.ofNullable(row.getString("subject")),
                receipt(row),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getInteger("group_size"))
                        .map(size -> new LedgerEntry.Group(AttemptId.of(row.get(Buffer.class, "group_id")), size)));
    }

    private static HalfReceipt receipt(Row row) {
        return new HalfReceipt(
                Optional.ofNullable(row.getString("message_id")),
                Optional.ofNullable(row.getLocalDateTime("half_stored_at")).map(at -> at.toInstant(ZoneOffset.UTC)),
                Optional.ofNullable(row.getLong("half_took_us")).map(took -> Duration.of(took, ChronoUnit.MICROS)),
                Optional.ofNullable(row.getString("producer")),
                Optional.ofNullable(row.getString("broker")));
    }
}
