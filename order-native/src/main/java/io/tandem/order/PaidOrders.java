package io.tandem.order;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRow;
import io.tandem.console.BusinessRows;
import io.tandem.console.StrayEffects;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.redelivery.CommittedMessages;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.web.form.PositiveNumber;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Paid orders and their shipments, for the library: what stands behind a committed attempt, whether its shipment is there, and its
 * message once more.
 */
@Singleton
public final class PaidOrders implements BusinessRows, CommittedMessages {

    /** One statement text for any number of attempts, so that it is prepared once. */
    private static final String OF_ATTEMPTS = """
            SELECT paid.attempt_id, paid.order_id, paid.user_id, paid.created_at AS paid_at,
                shipment.message_id, shipment.delivery_attempt, shipment.created_at, shipment.received_at, shipment.consumer
            FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted
            STRAIGHT_JOIN orders paid ON paid.attempt_id = UUID_TO_BIN(wanted.id)
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id AND shipment.attempt_id = paid.attempt_id""";

    private static final String MISSING = """
            SELECT paid.attempt_id
            FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted
            STRAIGHT_JOIN orders paid ON paid.attempt_id = UUID_TO_BIN(wanted.id)
            LEFT JOIN logistics shipment ON shipment.order_id = paid.order_id
            WHERE shipment.order_id IS NULL""";

    private final Pool pool;
    private final Orders orders;
    private final Attempts attempts;
    private final OrderPaidMessages messages;
    private final StrayShipments strays;

    public PaidOrders(Pool pool, Orders orders, Attempts attempts, OrderPaidMessages messages) {
        this.pool = pool;
        this.orders = orders;
        this.attempts = attempts;
        this.messages = messages;
        this.strays = new StrayShipments(pool);
    }

    @Override
    public Uni<List<BusinessRow>> of(Collection<AttemptId> attemptIds) {
        return orders(attemptIds, PaidOrders::row);
    }

    @Override
    public Uni<Set<AttemptId>> missing(Collection<AttemptId> committed) {
        return pool.preparedQuery(MISSING)
                .execute(Tuple.of(AttemptId.json(committed)))
                .map(rows -> {
                    Set<AttemptId> missing = new HashSet<>();
                    rows.forEach(row -> missing.add(id(row)));
                    return missing;
                });
    }

    @Override
    public Uni<Map<AttemptId, OutgoingMessage>> rebuild(Collection<AttemptId> attemptIds) {
        return orders(attemptIds, this::message).map(all -> all.stream()
                .collect(Collectors.toMap(
                        message -> message.attempt().id(), Function.identity(), (message, same) -> message)));
    }

    @Override
    public Uni<StrayEffects> strays(Optional<String> after) {
        return strays.next(after.map(Long::parseLong));
    }

    @Override
    public Uni<Optional<AttemptId>> attemptOf(String key) {
        return orders.find(Long.parseLong(key)).map(found -> found.map(PlacedOrder::attemptId));
    }

    @Override
    public Optional<String> key(String typed) {
        OptionalLong number = PositiveNumber.parse(typed);
        return number.isPresent() ? Optional.of(Long.toString(number.getAsLong())) : Optional.empty();
    }

    @Override
    public Optional<Attempt> inDoubt(AttemptId id) {
        return attempts.inDoubt(id).map(order -> OrderPaidMessages.attempt(id, order.orderId(), order.userId()));
    }

    private <T> Uni<List<T>> orders(Collection<AttemptId> attemptIds, Function<Row, T> read) {
        return pool.preparedQuery(OF_ATTEMPTS)
                .execute(Tuple.of(AttemptId.json(attemptIds)))
                .map(rows -> {
                    List<T> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(read.apply(row)));
                    return found;
                });
    }

    private OutgoingMessage message(Row row) {
        return messages.again(
                id(row), row.getLong("order_id"), row.getLong("user_id"), instant(row.getLocalDateTime("paid_at")));
    }

    private static BusinessRow row(Row row) {
        return new BusinessRow(
                OrderPaidMessages.attempt(id(row), row.getLong("order_id"), row.getLong("user_id")),
                instant(row.getLocalDateTime("paid_at")),
                Optional.ofNullable(row.getLocalDateTime("created_at")).map(at -> shipment(row, at)));
    }

    private static BusinessRow.Effect shipment(Row row, LocalDateTime createdAt) {
        return new BusinessRow.Effect(
                instant(createdAt),
                Optional.of(row.getString("message_id")),
                Optional.of(row.getInteger("delivery_attempt")),
                Optional.ofNullable(row.getLocalDateTime("received_at")).map(PaidOrders::instant),
                Optional.ofNullable(row.getString("consumer")));
    }

    private static AttemptId id(Row row) {
        return AttemptId.of(row.get(Buffer.class, "attempt_id"));
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
