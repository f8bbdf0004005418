package io.tandem.order.consistency;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.order.consistency.Repair.Result;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people can do about a finding. Each repair is one transaction with its row in the audit table, may be asked for twice, and only
 * ever lets the redelivery publish what is committed: nothing here decides an order but the ledger.
 */
public final class Repairs {

    /** The target that stands for all. */
    public static final String ALL = "*";

    private static final String ORDER_OF = """
            SELECT paid.order_id, paid.user_id, shipment.order_id IS NOT NULL AS shipped,
                EXISTS (SELECT 1 FROM parked_message parked
                    WHERE parked.attempt_id = paid.attempt_id AND parked.state = 'PARKED') AS is_parked
            FROM orders paid LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id
            WHERE paid.attempt_id = ?""";

    private static final String MAKE_DUE = """
            INSERT INTO redelivery (attempt_id, order_id, user_id, due_at) VALUES (?, ?, ?, CURRENT_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE due_at = LEAST(due_at, CURRENT_TIMESTAMP(6))""";

    /** Only what a paid order without a shipment stands behind. */
    private static final String REPLAY = """
            UPDATE parked_message parked SET parked.state = 'REPLAYED', parked.resolved_at = CURRENT_TIMESTAMP(6),
                parked.resolved_by = ?
            WHERE parked.parked_id = ? AND parked.state = 'PARKED'
                AND EXISTS (SELECT 1 FROM orders paid WHERE paid.attempt_id = parked.attempt_id
                    AND NOT EXISTS (SELECT 1 FROM logistics shipment WHERE shipment.order_id = paid.order_id))""";

    private static final String MAKE_REPLAY_DUE = """
            INSERT INTO redelivery (attempt_id, order_id, user_id, parked_id, due_at)
            SELECT paid.attempt_id, paid.order_id, paid.user_id, parked.parked_id, CURRENT_TIMESTAMP(6)
            FROM parked_message parked JOIN orders paid ON paid.attempt_id = parked.attempt_id WHERE parked.parked_id = ?
            ON DUPLICATE KEY UPDATE parked_id = VALUES(parked_id), due_at = LEAST(redelivery.due_at, CURRENT_TIMESTAMP(6))""";

    private static final String WHY_NOT = """
            SELECT parked.state, EXISTS (SELECT 1 FROM orders paid WHERE paid.attempt_id = parked.attempt_id) AS committed
            FROM parked_message parked WHERE parked.parked_id = ?""";

    private static final String DISMISS = """
            UPDATE parked_message SET state = 'DISMISSED', resolved_at = CURRENT_TIMESTAMP(6), resolved_by = ?
            WHERE parked_id = ? AND state = 'PARKED'""";

    private static final String SEARCH_AGAIN =
            "UPDATE redelivery_search SET searched_to = UNHEX('00000000000000000000000000000000') WHERE id = 1";

    private static final String KNOWN = "SELECT message_key FROM message_trace WHERE attempt_id = ? LIMIT 1";

    private final Pool pool;
    private final Ledger ledger;
    private final UnshippedOrders unshipped;
    private final OperatorActions actions;
    private final Clock clock;

    Repairs(Pool pool, Ledger ledger, UnshippedOrders unshipped, OperatorActions actions, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        this.unshipped = unshipped;
        this.actions = actions;
        this.clock = clock;
    }

    /** Publishes the messages of these attempts again. Fails as MySQL fails; what was answered for is done then. */
    public Uni<List<Repair>> redeliver(String account, List<AttemptId> attempts) {
        return each(
                attempts,
                attempt -> audited(
                        account, "REDELIVER", attempt.toString(), connection -> redeliver(connection, attempt)));
    }

    /** Publishes the messages of all orders again that have no shipment and are not parked; answers how many. */
    public Uni<Long> redeliverAll(String account) {
        return pool.withTransaction(connection -> unshipped
                .makeDue(connection, clock.instant())
                .call(count -> actions.add(connection, account, "REDELIVER", ALL, "SCHEDULED " + count)));
    }

    /** Publishes parked messages again, as they were. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> replay(String account, List<Long> parkedIds) {
        return each(
                parkedIds,
                id -> audited(account, "REPLAY", Long.toString(id), connection -> replay(connection, account, id)));
    }

    /** Shows these parked messages no more. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> dismiss(String account, List<Long> parkedIds) {
        return each(
                parkedIds,
                id -> audited(account, "DISMISS", Long.toString(id), connection -> dismiss(connection, account, id)));
    }

    /** Lets the ledger decide these attempts, exactly as a check-back would. Fails as {@link #redeliver} does. */
    public Uni<List<Repair>> settle(String account, List<AttemptId> attempts) {
        return each(attempts, attempt -> settle(attempt)
                .flatMap(result -> audited(account, "SETTLE", attempt.toString(), connection -> Uni.createFrom()
                        .item(result))));
    }

    /** Lets the redelivery look at all attempts of the ledger once more, for shipments that somebody deleted. */
    public Uni<Repair> searchAgain(String account) {
        return audited(account, "SEARCH_AGAIN", ALL, connection -> connection
                .query(SEARCH_AGAIN)
                .execute()
                .replaceWith(Result.SCHEDULED));
    }

    private Uni<Result> redeliver(SqlConnection connection, AttemptId attempt) {
        return connection
                .preparedQuery(ORDER_OF)
                .execute(Tuple.of(attempt.bytes()))
                .flatMap(rows -> {
                    Optional<Row> order = first(rows);
                    if (order.isEmpty()) {
                        return item(Result.NOT_COMMITTED);
                    }
                    if (isTrue(order.get(), "shipped")) {
                        return item(Result.ALREADY_SHIPPED);
                    }
                    if (isTrue(order.get(), "is_parked")) {
                        return item(Result.IS_PARKED);
                    }
                    Tuple due = Tuple.of(
                            attempt.bytes(),
                            order.get().getLong("order_id"),
                            order.get().getLong("user_id"));
                    return connection.preparedQuery(MAKE_DUE).execute(due).replaceWith(Result.SCHEDULED);
                });
    }

    private static Uni<Result> replay(SqlConnection connection, String account, long parkedId) {
        return connection
                .preparedQuery(REPLAY)
                .execute(Tuple.of(account, parkedId))
                .flatMap(rows -> rows.rowCount() == 1
                        ? connection
                                .preparedQuery(MAKE_REPLAY_DUE)
                                .execute(Tuple.of(parkedId))
                                .replaceWith(Result.SCHEDULED)
                        : whyNot(connection, parkedId));
    }

    private static Uni<Result> dismiss(SqlConnection connection, String account, long parkedId) {
        return connection
                .preparedQuery(DISMISS)
                .execute(Tuple.of(account, parkedId))
                .flatMap(rows -> rows.rowCount() == 1 ? item(Result.DISMISSED) : whyNot(connection, parkedId));
    }

    private static Uni<Result> whyNot(SqlConnection connection, long parkedId) {
        return connection.preparedQuery(WHY_NOT).execute(Tuple.of(parkedId)).map(rows -> first(rows)
                .map(row -> {
                    if (!row.getString("state").equals("PARKED")) {
                        return Result.ALREADY_RESOLVED;
                    }
                    return isTrue(row, "committed") ? Result.ALREADY_SHIPPED : Result.NOT_COMMITTED;
                })
                .orElse(Result.NOT_FOUND));
    }

    private Uni<Result> settle(AttemptId id) {
        return pool.preparedQuery(KNOWN).execute(Tuple.of(id.bytes())).flatMap(rows -> first(rows)
                .map(row -> ledger.settle(
                                new Attempt(id, row.getString("message_key"), null),
                                DecidedBy.PRODUCER,
                                HalfReceipt.ofId(null),
                                "settled-by-operator")
                        .map(Repairs::result))
                // Whoever makes up an id must not fill the ledger.
                .orElseGet(() -> item(Result.NOT_FOUND)));
    }

    private static Result result(Settlement settlement) {
        return settlement
                .outcome()
                .map(outcome -> outcome == Outcome.COMMIT ? Result.COMMITTED : Result.ROLLED_BACK)
                .orElse(Result.STILL_UNDECIDED);
    }

    private Uni<Repair> audited(
            String account, String action, String target, Function<SqlConnection, Uni<Result>> work) {
        return pool.withTransaction(connection -> work.apply(connection)
                        .call(result -> actions.add(connection, account, action, target, result.name())))
                .map(result -> new Repair(target, result));
    }

    /** One after the other: this is for people, and must not take the connections of those who pay. */
    private static <T> Uni<List<Repair>> each(List<T> targets, Function<T, Uni<Repair>> repair) {
        return Multi.createFrom()
                .iterable(targets)
                .onItem()
                .transformToUniAndConcatenate(repair::apply)
                .collect()
                .asList();
    }

    private static Uni<Result> item(Result result) {
        return Uni.createFrom().item(result);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    private static boolean isTrue(Row row, String column) {
        return row.getInteger(column) == 1;
    }
}
