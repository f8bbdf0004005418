package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.mysqlclient.MySQLClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The audit table. Rows are only ever added, in the transaction of what they tell of. */
public final class OperatorActions {

    private static final String INSERT =
            "INSERT INTO operator_action (account, action, target, result) VALUES (?, ?, ?, ?)";

    private static final String ROWS =
            "SELECT action_id, done_at, account, action, target, result FROM operator_action";

    private static final String LATEST = ROWS + " WHERE action_id < ? ORDER BY action_id DESC LIMIT ?";

    private static final String BETWEEN = ROWS
            + " WHERE action_id BETWEEN ? AND ? AND account = ? ORDER BY action_id LIMIT " + ConsistencyLimits.MOST;

    private final Pool pool;

    OperatorActions(Pool pool) {
        this.pool = pool;
    }

    /** Answers the row's number. */
    Uni<Long> add(SqlConnection transaction, String account, String action, String target, String result) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(account, action, target, result))
                .map(rows -> rows.property(MySQLClient.LAST_INSERTED_ID));
    }

    /** The newest first, of those before that one. */
    public Uni<List<OperatorAction>> latest(long before, int limit) {
        return pool.preparedQuery(LATEST).execute(Tuple.of(before, limit)).map(OperatorActions::actions);
    }

    /** What an account did, by its numbers. */
    public Uni<List<OperatorAction>> between(long first, long last, String account) {
        return pool.preparedQuery(BETWEEN)
                .execute(Tuple.of(first, last, account))
                .map(OperatorActions::actions);
    }

    private static List<OperatorAction> actions(RowSet<Row> rows) {
        List<OperatorAction> actions = new ArrayList<>(rows.size());
        for (Row row : rows) {
            actions.add(new OperatorAction(
                    row.getLong("action_id"),
                    row.getLocalDateTime("done_at").toInstant(ZoneOffset.UTC),
                    row.getString("account"),
                    row.getString("action"),
                    row.getString("target"),
                    row.getString("result")));
        }
        return actions;
    }
}
