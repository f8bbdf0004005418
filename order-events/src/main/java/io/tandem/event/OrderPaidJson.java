package io.tandem.event;

import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** The JSON form of {@link OrderPaid}. Reading never throws: what cannot be read is a value too, and gets parked. */
public final class OrderPaidJson {

    private static final String VERSION = "version";
    private static final String ATTEMPT_ID = "attemptId";
    private static final String ORDER_ID = "orderId";
    private static final String USER_ID = "userId";
    private static final String PAID_AT = "paidAt";

    /** What reading can come to. */
    public sealed interface Read permits OrderPaid, Malformed, UnknownVersion {

        /** Total: there is a case for each. */
        <R> R fold(Function<OrderPaid, R> order, Function<Malformed, R> malformed, Function<UnknownVersion, R> unknown);
    }

    /** Not this message at all; the text says what is wrong with it. */
    public record Malformed(String detail) implements Read {
        @Override
        public <R> R fold(
                Function<OrderPaid, R> order, Function<Malformed, R> malformed, Function<UnknownVersion, R> unknown) {
            return malformed.apply(this);
        }
    }

    /** Written by a newer sender: to be kept until this reader is newer too. */
    public record UnknownVersion(int version) implements Read {
        @Override
        public <R> R fold(
                Function<OrderPaid, R> order, Function<Malformed, R> malformed, Function<UnknownVersion, R> unknown) {
            return unknown.apply(this);
        }
    }

    private OrderPaidJson() {}

    /** UTF-8. */
    public static Buffer write(OrderPaid event) {
        return new JsonObject()
                .put(VERSION, OrderPaid.VERSION)
                .put(ATTEMPT_ID, event.attemptId().toString())
                .put(ORDER_ID, event.orderId())
                .put(USER_ID, event.userId())
                .put(PAID_AT, event.paidAt().toString())
                .toBuffer();
    }

    /** Reads any bytes. */
    public static Read read(Buffer body) {
        try {
            JsonObject json = new JsonObject(body);
            Number version = number(json, VERSION);
            return version.intValue() == OrderPaid.VERSION ? current(json) : new UnknownVersion(version.intValue());
        } catch (DecodeException | IllegalArgumentException | DateTimeParseException e) {
            return new Malformed(e.getMessage());
        }
    }

    private static OrderPaid current(JsonObject json) {
        return new OrderPaid(
                attemptId(json),
                number(json, ORDER_ID).longValue(),
                number(json, USER_ID).longValue(),
                Instant.parse(text(json, PAID_AT)));
    }

    private static AttemptId attemptId(JsonObject json) {
        Optional<AttemptId> id = AttemptId.parse(text(json, ATTEMPT_ID));
        return id.orElseThrow(() -> new IllegalArgumentException(ATTEMPT_ID + " is not a UUID"));
    }

    private static Number number(JsonObject json, String field) {
        Object value = json.getValue(field);
        if (value instanceof Integer || value instanceof Long) {
            return (Number) value;
        }
        throw new IllegalArgumentException(field + " is not a 64-bit integer");
    }

    private static String text(JsonObject json, String field) {
        if (json.getValue(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field + " is not a text");
    }
}
