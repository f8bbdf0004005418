package io.tandem.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.event.OrderPaidJson.Malformed;
import io.tandem.event.OrderPaidJson.UnknownVersion;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPaidJsonTest {

    private static final OrderPaid EVENT =
            new OrderPaid(AttemptId.next(), 20001, 1001, Instant.parse("2026-11-22T03:04:05.678Z"));

    @Property
    void readsWhatItWrote(
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long orderId,
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long userId) {
        OrderPaid event = new OrderPaid(AttemptId.next(), orderId, userId, Instant.now());

        assertThat(OrderPaidJson.read(OrderPaidJson.write(event))).isEqualTo(event);
    }

    @Test
    void ignoresFieldsThatALaterMinorVersionAdded() {
        Buffer body = new JsonObject(OrderPaidJson.write(EVENT))
                .put("currency", "CNY")
                .toBuffer();

        assertThat(OrderPaidJson.read(body)).isEqualTo(EVENT);
    }

    @Test
    void saysWhichVersionItDoesNotKnow() {
        Buffer body =
                new JsonObject(OrderPaidJson.write(EVENT)).put("version", 2).toBuffer();

        assertThat(OrderPaidJson.read(body)).isEqualTo(new UnknownVersion(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{}",
                "{\"version\":\"1\"}",
                "{\"version\":1}",
                "{\"version\":1,\"attemptId\":\"x\",\"orderId\":1,\"userId\":1,\"paidAt\":\"2026-11-22T03:04:05Z\"}",
                "{\"version\":1,\"attemptId\":\"019a0000-0000-7000-8000-000000000000\",\"orderId\":0,\"userId\":1,\"paidAt\":\"2026-11-22T03:04:05Z\"}",
                "{\"version\":1,\"attemptId\":\"019a0000-0000-7000-8000-000000000000\",\"orderId\":1.5,\"userId\":1,\"paidAt\":\"2026-11-22T03:04:05Z\"}",
                "{\"version\":1,\"attemptId\":\"019a0000-0000-7000-8000-000000000000\",\"orderId\":9223372036854775808,\"userId\":1,\"paidAt\":\"2026-11-22T03:04:05Z\"}",
                "{\"version\":1,\"attemptId\":\"019a0000-0000-7000-8000-000000000000\",\"orderId\":1,\"userId\":1,\"paidAt\":\"yesterday\"}"
            })
    void callsAnythingElseMalformed(String body) {
        assertThat(OrderPaidJson.read(Buffer.buffer(body))).isInstanceOf(Malformed.class);
    }
}
