package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.tandem.mysql.SqlFailure;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

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
            INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id, half_stored_at, half_took_us,
                producer, broker)
            VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FENCE = """
            INSERT IGNORE INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id, half_stored_at,
                half_took_us, producer, broker, reason)
            VALUES (?, 'ROLLBACK', ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String OUTCOME = "SELECT outcome FROM tx_attempt WHERE attempt_id = ?";

    private static final int NANOS_PER_MICRO = 1_000;

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
     * @param half what the broker acknowledged
     * @return fails with what MySQL said, unless that is "duplicate key": then the attempt was {@link Claim#FENCED}
     */
    public Uni<Claim> claim(SqlConnection transaction, Attempt attempt, HalfReceipt half) {
        Tuple values = Tuple.tuple()
                .addBuffer(buffer(attempt.id()))
                .addString(attempt.key())
                .addString(attempt.subject());
        return transaction
                .preparedQuery(CLAIM)
                .execute(receipt(values, half))
                .replaceWith(Claim.CLAIMED)
                .onFailure(e -> SqlFailure.of(e) == SqlFailure.DUPLICATE_KEY)
                .recoverWithItem(Claim.FENCED);
    }

    /**
     * Asks for the attempt's outcome, and makes it ROLLBACK if it has none: two statements, each its own transaction.
     * Never fails; whatever goes wrong is {@link Settlement.Undecided}, and never a rollback.
     *
     * @param half what is known of the half message
     * @param reason a short code, at most 64 characters, kept if this call is the one that decides
     */
    public Uni<Settlement> settle(Attempt attempt, DecidedBy by, HalfReceipt half, String reason) {
        return fence(attempt, by, half, reason)
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

    private Uni<Boolean> fence(Attempt attempt, DecidedBy by, HalfReceipt half, String reason) {
        Tuple values = Tuple.tuple()
                .addBuffer(buffer(attempt.id()))
                .addString(by.name())
                .addString(attempt.key())
                .addString(attempt.subject());
        return settling.preparedQuery(FENCE)
                .execute(receipt(values, half).addString(reason))
                .map(inserted -> inserted.rowCount() == 1);
    }

    private Uni<Outcome> outcome(AttemptId id) {
        return settling.preparedQuery(OUTCOME).execute(Tuple.of(id.bytes())).map(Ledger::singleOutcome);
    }

    private static Tuple receipt(Tuple values, HalfReceipt half) {
        return values.addString(half.messageId().orElse(null))
                .addLocalDateTime(half.storedAt()
                        .map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC))
                        .orElse(null))
                .addLong(half.took()
                        .map(took -> took.toNanos() / NANOS_PER_MICRO)
                        .orElse(null))
                .addString(half.producer().orElse(null))
                .addString(half.broker().orElse(null));
    }

    private static Buffer buffer(AttemptId id) {
        return Buffer.newInstance(id.bytes());
    }

    private static Outcome singleOutcome(RowSet<Row> rows) {
        return Outcome.valueOf(rows.iterator().next().getString("outcome"));
    }
}
