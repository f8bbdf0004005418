package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.tandem.mysql.NeededTable;
import io.tandem.mysql.SqlFailure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Decides, once and for all, whether an attempt took place. Its one table has a row an attempt; the primary key lets one writer win.
 *
 * <ul>
 *   <li>The local transaction inserts COMMIT as its first statement ({@link #claim}), together with its business rows.
 *   <li>A check-back inserts ROLLBACK if nothing is there, and then reads what is ({@link #settle}).
 * </ul>
 *
 * <p>While a local transaction is open, InnoDB holds the check-back's insert at its row; when it ends, the check-back reads what
 * it left. After a check-back has written ROLLBACK, a late local transaction meets its row and fails.
 *
 * <p>Invariant: "committed, but answered ROLLBACK" and "rolled back, but answered COMMIT" cannot happen, in any order of events. A
 * check-back that only reads gets both wrong. (Prior art: DTM's barrier, Seata's fence.)
 */
public final class Ledger {

    private static final String INSERT =
            "INTO tx_attempt (" + LedgerRow.COLUMNS + ", outcome) VALUES (" + LedgerRow.VALUES;
    private static final String CLAIM = "INSERT " + INSERT + ", 'COMMIT')";
    private static final String FENCE = "INSERT IGNORE " + INSERT + ", 'ROLLBACK')";
    private static final String OUTCOME = "SELECT outcome FROM tx_attempt WHERE attempt_id = ?";

    /** Without it nothing can be decided. */
    public static final NeededTable TABLE = NeededTable.written("tx_attempt", LedgerRow.COLUMNS + ", outcome");

    private static final Uni<Settlement> ROLLED_BACK = Uni.createFrom().item(new Settlement.Decided(Outcome.ROLLBACK));

    private final Pool settling;

    /**
     * Settles on connections of its own.
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
        return transaction
                .preparedQuery(CLAIM)
                .execute(LedgerRow.of(attempt, DecidedBy.LOCAL_TRANSACTION, half, null))
                .replaceWith(Claim.CLAIMED)
                .onFailure(failure -> SqlFailure.of(failure) == SqlFailure.DUPLICATE_KEY)
                .recoverWithItem(Claim.FENCED);
    }

    /**
     * Asks for the attempt's outcome, and makes it ROLLBACK if it has none: two statements, each its own transaction.
     *
     * @param half what is known of the half message
     * @param reason a short code, at most 64 characters, recorded if this call is the one that decides
     * @return never fails; no error is ever taken for a rollback
     */
    public Uni<Settlement> settle(Attempt attempt, DecidedBy by, HalfReceipt half, String reason) {
        return settling.preparedQuery(FENCE)
                .execute(LedgerRow.of(attempt, by, half, reason))
                .flatMap(fenced -> fenced.rowCount() == 1 ? ROLLED_BACK : peek(attempt.id()))
                .onFailure()
                .recoverWithItem(failure -> new Settlement.Unanswered(SqlFailure.of(failure)));
    }

    /** Asks for the attempt's outcome and decides nothing. Never fails. */
    public Uni<Settlement> peek(AttemptId id) {
        return settling.preparedQuery(OUTCOME)
                .execute(Tuple.of(id.bytes()))
                .map(rows -> rows.size() == 0
                        ? new Settlement.Undecided()
                        : decided(rows.iterator().next()))
                .onFailure()
                .recoverWithItem(failure -> new Settlement.Unanswered(SqlFailure.of(failure)));
    }

    private static Settlement decided(Row row) {
        return new Settlement.Decided(Outcome.valueOf(row.getString("outcome")));
    }
}
