package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The audit table. Rows are only ever added, in the transaction of what they tell of. */
final class OperatorActions {

    private static final String INSERT =
            "INSERT INTO operator_action (account, action, target, result) VALUES (?, ?, ?, ?)";

    private static final String LATEST =
            "SELECT done_at, account, action, target, result FROM operator_action" + " ORDER BY action_id DESC LIMIT ?";

    private final Pool pool;

    OperatorActions(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(SqlConnection transaction, String account, String action, String target, String result) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(account, action, target, result))
                .replaceWithVoid();
    }

    /** The newest first. */
    Uni<List<OperatorAction>> latest(int limit) {
        return pool.preparedQuery(LATEST).execute(Tuple.of(limit)).map(rows -> {
            List<OperatorAction> actions = new ArrayList<>(rows.size());
            for (Row row : rows) {
                actions.add(new OperatorAction(
                        row.getLocalDateTime("done_at").toInstant(ZoneOffset.UTC),
                        row.getString("account"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("result")));
            }
            return actions;
        });
    }
}
