package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/**
 * The rows of attempts that stand and fall with another, the first of their group. Invariant: they follow its row, and never decide:
 * COMMIT is written in the local transaction that has claimed the first, ROLLBACK once the first's row says so.
 */
public final class GroupRows {

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String INSERT = """
            INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, group_id, reason)
            SELECT UUID_TO_BIN(member.id), ?, ?, member.message_key, member.subject, UUID_TO_BIN(?), ?
            FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$[0]', message_key VARCHAR(128) PATH '$[1]',
                subject VARCHAR(64) PATH '$[2]')) AS member""";

    private static final String COMMITTED = "INSERT " + INSERT;
    private static final String ROLLED_BACK = "INSERT IGNORE " + INSERT;

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
        return insert(transaction, COMMITTED, Outcome.COMMIT, DecidedBy.LOCAL_TRANSACTION, group, null);
    }

    /** After the first was rolled back; leaves rows that are there as they are. Fails as MySQL fails. */
    public Uni<Void> rolledBack(List<Attempt> group, DecidedBy by, String reason) {
        return insert(settling, ROLLED_BACK, Outcome.ROLLBACK, by, group, reason);
    }

    private static Uni<Void> insert(
            SqlClient client, String text, Outcome outcome, DecidedBy by, List<Attempt> group, String reason) {
        JsonArray others = new JsonArray();
        group.stream()
                .skip(1)
                .forEach(one -> others.add(
                        new JsonArray().add(one.id().toString()).add(one.key()).add(one.subject())));
        String first = group.get(0).id().toString();
        return client.preparedQuery(text)
                .execute(Tuple.of(outcome.name(), by.name(), first, reason, others.encode()))
                .replaceWithVoid();
    }
}
