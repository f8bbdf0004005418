package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.tandem.mysql.SqlFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Decides, once and for all, whether an attempt took place. Its one table holds a row an attempt, and its primary key is the
 * whole trick: whoever inserts first decides.
 *
 * <ul>
 *   <li>The local transaction inserts COMMIT as its first statement ({@link #claim}), together with its business rows.
 *   <li>A check-back inserts ROLLBACK if nothing is there, and then reads what is ({@link #settle}).
 * </ul>
 *
 * <p>While a local transaction is open, InnoDB holds the check-back's insert at its row; when it ends, the check-back reads what
 * it left. After a check-back has written ROLLBACK, a late local transaction meets its row and fails. So "committed, but answered
 * ROLLBACK" and "rolled back, but answered COMMIT" cannot happen, in any order of events. A check-back that only reads gets both
 * wrong. (Prior art: DTM's barrier, Seata's fence.)
 */
public final class Ledger {

    private static final String CLAIM = """
            INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id)
            VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, ?, ?)""";

    private static final String FENCE = """
            INSERT IGNORE INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id, reason)
            VALUES (?, 'ROLLBACK', ?, ?, ?, ?, ?)""";

    private static final String OUTCOME = "SELECT outcome FROM tx_attempt WHERE attempt_id = ?";

    private static final String ENTRY = """
            SELECT attempt_id, outcome, decided_by, decided_at, message_key, subject, message_id, reason
            FROM tx_attempt WHERE attempt_id = ?""";

    private final Pool settling;

    /**
     * Settles on its own connections.
     *
     * @param settling those whose {@code innodb_lock_wait_timeout} is short: see {@link io.tandem.mysql.MySqlPools}
     */
    public Ledger(Pool settling) {
        this.settling = settling;
    }

    /**
     * Claims the attempt inside the caller's database transaction. Must be its first statement: the row's lock is what makes
     * a check-back wait for the rest.
     *
     * @param messageId the broker's id of the half message
     * @return fails with what MySQL said, unless that is "duplicate key": then the attempt was {@link Claim#FENCED}
     */
    public Uni<Claim> claim(SqlConnection transaction, Attempt attempt, String messageId) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(attempt.id().bytes(), attempt.key(), attempt.subject(), messageId))
                .replaceWith(Claim.CLAIMED)
                .onFailure(e -> SqlFailure.of(e) == SqlFailure.DUPLICATE_KEY)
                .recoverWithItem(Claim.FENCED);
    }

    /**
     * Asks for the attempt's outcome, and makes it ROLLBACK if it has none: two statements, each its own transaction.
     * Never fails; whatever goes wrong is {@link Settlement.Undecided}, and never a rollback.
     *
     * @param messageId the broker's id of the half message, if known
     * @param reason a short code, at most 64 characters, kept if this call is the one that decides
     */
    public Uni<Settlement> settle(Attempt attempt, DecidedBy by, String messageId, String reason) {
        return fence(attempt, by, messageId, reason)
                .flatMap(fenced -> fenced ? Uni.createFrom().item(Outcome.ROLLBACK) : outcome(attempt.id()))
                .map(outcome -> (Settlement) new Settlement.Decided(outcome))
                .onFailure()
                .recoverWithItem(e -> new Settlement.Undecided(SqlFailure.of(e)));
    }

    /**
     * Asks for the attempt's outcome and decides nothing: {@link Settlement.Undecided} as long as nobody has. Never fails.
     */
    public Uni<Settlement> peek(AttemptId id) {
        return settling.preparedQuery(OUTCOME)
                .execute(Tuple.of(id.bytes()))
                .map(rows -> rows.size() == 0
                        ? new Settlement.Undecided(SqlFailure.LOCK_WAIT_TIMEOUT)
                        : (Settlement) new Settlement.Decided(singleOutcome(rows)))
                .onFailure()
                .recoverWithItem(e -> new Settlement.Undecided(SqlFailure.of(e)));
    }

    /** The attempt's row, if it is decided and not yet pruned. */
    public Uni<Optional<LedgerEntry>> find(SqlClient client, AttemptId id) {
        return client.preparedQuery(ENTRY).execute(Tuple.of(id.bytes())).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(entry(row.next())) : Optional.empty();
        });
    }

    private Uni<Boolean> fence(Attempt attempt, DecidedBy by, String messageId, String reason) {
        Tuple values = Tuple.from(
                new Object[] {attempt.id().bytes(), by.name(), attempt.key(), attempt.subject(), messageId, reason});
        return settling.preparedQuery(FENCE).execute(values).map(inserted -> inserted.rowCount() == 1);
    }

    private Uni<Outcome> outcome(AttemptId id) {
        return settling.preparedQuery(OUTCOME).execute(Tuple.of(id.bytes())).map(Ledger::singleOutcome);
    }

    private static Outcome singleOutcome(RowSet<Row> rows) {
        return Outcome.valueOf(rows.iterator().next().getString("outcome"));
    }

    private static LedgerEntry entry(Row row) {
        return new LedgerEntry(
                AttemptId.of(row.get(Buffer.class, "attempt_id")),
                Outcome.valueOf(row.getString("outcome")),
                DecidedBy.valueOf(row.getString("decided_by")),
                row.getLocalDateTime("decided_at").toInstant(ZoneOffset.UTC),
                Optional.ofNullable(row.getString("message_key")),
                Optional.ofNullable(row.getString("subject")),
                Optional.ofNullable(row.getString("message_id")),
                Optional.ofNullable(row.getString("reason")));
    }
}
