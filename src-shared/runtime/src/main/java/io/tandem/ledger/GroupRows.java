package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rows of attempts that stand and fall with another, the first of their group. Invariant: they follow its row, and never decide:
 * COMMIT is written in the local transaction that has claimed the first, ROLLBACK once the first's row says so.
 */
public final class GroupRows {

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String MEMBERS = """
            JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$[0]', message_key VARCHAR(128) PATH '$[1]',
                subject VARCHAR(64) PATH '$[2]')) AS member""";

    private static final String COMMITTED = """
            INSERT INTO tx_attempt (attempt_id, message_key, subject, outcome, decided_by, group_id)
            SELECT UUID_TO_BIN(member.id), member.message_key, member.subject, 'COMMIT', 'LOCAL_TRANSACTION', UUID_TO_BIN(?)
            FROM\s""" + MEMBERS;

    private static final String ROLLED_BACK = """
            INSERT IGNORE INTO tx_attempt (attempt_id, message_key, subject, outcome, decided_by, group_id, reason)
            SELECT UUID_TO_BIN(member.id), member.message_key, member.subject,
                first.outcome, first.decided_by, first.attempt_id, first.reason
            FROM (SELECT attempt_id, outcome, decided_by, reason FROM tx_attempt WHERE attempt_id = UUID_TO_BIN(?) AND outcome = 'ROLLBACK') first
            JOIN\s""" + MEMBERS;

    /** How long those who are told of a rollback wait for its rows. */
    private static final Duration FOLLOW_LIMIT = Duration.ofMillis(100);

    private final Pool settling;

    /** @param settling the connections on which the {@link Ledger} settles */
    public GroupRows(Pool settling) {
        this.settling = settling;
    }

    /**
     * Inside the database transaction in which the first was claimed. Fails as MySQL fails.
     *
     * @param group the first first
     */
    public static Uni<Void> committed(SqlConnection transaction, List<Attempt> group) {
        return insert(transaction, COMMITTED, group);
    }

    /**
     * Decided as the first was, if it was rolled back; if it was not, this does nothing. Leaves rows that are there as they are. Fails as
     * MySQL fails.
     *
     * @param group the first first
     */
    public Uni<Void> rolledBack(List<Attempt> group) {
        return insert(settling, ROLLED_BACK, group);
    }

    /**
     * If the first was rolled back, the others are; else there is nothing to do. Never fails: without its row an attempt that was rolled
     * back is one of which nothing is known.
     *
     * @param first what became of it; empty if that is not known
     */
    public Uni<Void> follow(List<Attempt> group, Optional<Outcome> first) {
        if (!first.equals(Optional.of(Outcome.ROLLBACK))) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> rows = rolledBack(group).ifNoItem().after(FOLLOW_LIMIT).fail();
        return rows.onFailure().recoverWithNull();
    }

    private static Uni<Void> insert(SqlClient client, String text, List<Attempt> group) {
        JsonArray others = new JsonArray();
        group.stream()
                .skip(1)
                .forEach(one -> others.add(
                        new JsonArray().add(one.id().toString()).add(one.key()).add(one.subject())));
        String first = group.get(0).id().toString();
        return client.preparedQuery(text)
                .execute(Tuple.of(first, others.encode()))
                .replaceWithVoid();
    }
}
