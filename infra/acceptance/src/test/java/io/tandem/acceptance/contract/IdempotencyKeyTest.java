package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.RowLock;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A caller that got no answer may ask again. */
class IdempotencyKeyTest {

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final Caller caller = Caller.program(Tandem.order())
            .with("Idempotency-Key", UUID.randomUUID().toString());

    @Test
    void aRepeatGetsTheFirstAnswer() {
        HttpResponse<String> first = caller.place(userId, orderId);

        HttpResponse<String> again = caller.place(userId, orderId);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(json(again)).isEqualTo(json(first));
        assertThat(header(again, "Location")).isEqualTo(header(first, "Location"));
        assertThat(Rows.orders(orderId)).isOne();
    }

    @Test
    void repeatsThatComeAtOnceGetTheSameAnswer() {
        List<String> answers = IntStream.range(0, 6).mapToObj(n -> caller.placing(userId, orderId)).toList().stream()
                .map(answer -> answer.join().statusCode() + " "
                        + json(answer.join()).path("attemptId").asText())
                .distinct()
                .toList();

        assertThat(answers).singleElement().asString().startsWith("201 ");
        assertThat(Rows.orders(orderId)).isOne();
    }

    @Test
    void aKeyMetWithAnotherBodyIsRefusedAndNothingIsWritten() {
        long otherOrder = Tandem.freshNumber();
        caller.place(userId, orderId);

        assertProblem(caller.place(userId, otherOrder), 422, "idempotency-key-reused");
        assertProblem(caller.place(Tandem.freshNumber(), orderId), 422, "idempotency-key-reused");

        assertThat(Rows.orders(otherOrder)).isZero();
    }

    @Test
    void anotherKeyForAnOrderThatExistsIsAnotherRequest() {
        caller.place(userId, orderId);

        caller.with("Idempotency-Key", UUID.randomUUID().toString());

        assertProblem(caller.place(userId, orderId), 409, "order-exists");
    }

    @Test
    void quotesAndCapitalsMakeNoOtherKey() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first =
                caller.with("Idempotency-Key", "\"" + key + "\"").place(userId, orderId);

        for (String same : List.of(key, key.toUpperCase(Locale.ROOT), "\"" + key.toUpperCase(Locale.ROOT) + "\"")) {
            HttpResponse<String> again = caller.with("Idempotency-Key", same).place(userId, orderId);
            assertThat(again.statusCode()).as(same).isEqualTo(201);
            assertThat(json(again)).isEqualTo(json(first));
        }
    }

    @Test
    void aRequestThatWroteNothingLeavesItsKeyFree() {
        Caller.program(Tandem.order()).place(userId, orderId);
        long other = Tandem.freshNumber();

        assertProblem(caller.place(userId, orderId), 409, "order-exists");
        assertProblem(caller.place(userId, orderId), 409, "order-exists");

        assertThat(caller.place(userId, other).statusCode()).isEqualTo(201);
        assertProblem(caller.place(userId, orderId), 422, "idempotency-key-reused");
        assertThat(caller.place(userId, other).statusCode()).isEqualTo(201);
    }

    @Test
    void aRequestThatWasRejectedMayBeSentAgainWithItsKey() {
        RowLock held = new RowLock(Tandem.stack().database(), orderId);
        try (held) {
            assertProblem(caller.place(userId, orderId), 503, "unavailable");
        }

        HttpResponse<String> again = caller.place(userId, orderId);

        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(json(caller.place(userId, orderId))).isEqualTo(json(again));
    }

    @Test
    void ofDifferentRequestsThatComeAtOnceWithOneKeyOneIsPlaced() {
        List<Integer> statuses =
                IntStream.range(0, 6).mapToObj(n -> caller.placing(userId, Tandem.freshNumber())).toList().stream()
                        .map(answer -> answer.join().statusCode())
                        .sorted()
                        .toList();

        assertThat(statuses).containsExactly(201, 422, 422, 422, 422, 422);
    }

    @Test
    void aNumberMayBeAStringAndIsAnsweredAsANumber() {
        long beyond = (1L << 53) + 1 + Tandem.freshNumber();

        HttpResponse<String> placed =
                caller.json("/api/orders", "{\"userId\":\"" + userId + "\",\"orderId\":\"" + beyond + "\"}");

        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        assertThat(placed.body()).contains("\"userId\":" + userId, "\"orderId\":" + beyond);
        assertThat(json(caller.place(userId, beyond))).isEqualTo(json(placed));
    }

    @Test
    void aKeyThatIsNoUuidIsInvalid() {
        for (String key : List.of(
                "1",
                "",
                "\"\"",
                "not-a-uuid",
                UUID.randomUUID() + "0",
                "{" + UUID.randomUUID() + "}",
                UUID.randomUUID().toString().replace("-", ""),
                "8e03978-e40d5-43dd-bc93-6894a57f9324")) {
            assertProblem(caller.with("Idempotency-Key", key).place(userId, orderId), 400, "invalid");
        }
        assertThat(Rows.orders(orderId)).isZero();
    }
}
