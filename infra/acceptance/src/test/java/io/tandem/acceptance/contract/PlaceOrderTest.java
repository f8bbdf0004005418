package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rows of the contract about orders and attempts. */
class PlaceOrderTest {

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final Caller caller = Caller.program(Tandem.order());

    @Test
    void aFreshOrderIsPlacedAndSaysWhereItIs() {
        HttpResponse<String> answer = caller.place(userId, orderId);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        assertThat(header(answer, "Location")).isEqualTo("/api/orders/" + orderId);
        assertSecurityHeaders(answer);
        JsonNode order = json(answer);
        assertThat(order.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("attemptId", "userId", "orderId", "status");
        assertThat(UUID.fromString(order.path("attemptId").asText()).version()).isEqualTo(7);
        assertThat(order.path("userId").asLong()).isEqualTo(userId);
        assertThat(order.path("orderId").asLong()).isEqualTo(orderId);
        assertThat(order.path("status").asText()).isEqualTo("PLACED");
    }

    @Test
    void anOrderThatWasPlacedIsFoundAtItsLocation() {
        HttpResponse<String> placed = caller.place(userId, orderId);

        HttpResponse<String> found = caller.get(header(placed, "Location"));

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(json(found).path("attemptId")).isEqualTo(json(placed).path("attemptId"));
        assertThat(json(found).path("userId").asLong()).isEqualTo(userId);
        assertThat(json(found).path("status").asText()).isEqualTo("PLACED");
        assertThat(Instant.parse(json(found).path("createdAt").asText()))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(1));
    }

    @Test
    void theAttemptOfAPlacedOrderIsFoundWithItsMessage() {
        String attemptId = json(caller.place(userId, orderId)).path("attemptId").asText();

        HttpResponse<String> found = caller.get("/api/attempts/" + attemptId);

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(json(found).path("status").asText()).isEqualTo("PLACED");
        assertThat(json(found).path("orderId").asLong()).isEqualTo(orderId);
        assertThat(json(found).path("userId").asLong()).isEqualTo(userId);
        assertThat(json(found).path("messageId").asText()).isNotEmpty();
    }

    @Test
    void theSameOrderAgainExistsAlreadyWhoeverAsks() {
        caller.place(userId, orderId);

        for (long user : List.of(userId, Tandem.freshNumber())) {
            HttpResponse<String> again = caller.place(user, orderId);

            assertProblem(again, 409, "order-exists");
            JsonNode attempt = json(caller.get(json(again).path("instance").asText()));
            assertThat(attempt.path("status").asText()).isEqualTo("ROLLED_BACK");
            assertThat(attempt.path("reason").asText()).isEqualTo("duplicate");
            assertThat(attempt.path("userId").asLong()).isEqualTo(user);
        }
        assertThat(json(caller.get("/api/orders/" + orderId)).path("userId").asLong())
                .isEqualTo(userId);
    }

    @Test
    void ofManyWhoWantOneOrderNumberAtOnceExactlyOneGetsIt() {
        List<CompletableFuture<HttpResponse<String>>> all = LongStream.range(0, 12)
                .mapToObj(n -> caller.placing(Tandem.freshNumber(), orderId))
                .toList();

        List<Integer> statuses =
                all.stream().map(one -> one.join().statusCode()).toList();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(Rows.orders(orderId)).isOne();
    }

    @Test
    void theLargestNumbersAreTaken() {
        Rows.execute("DELETE FROM orders WHERE order_id = ?", Long.MAX_VALUE);

        HttpResponse<String> answer = caller.place(Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).path("orderId").asLong()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatWasNeverPlacedIsNotFound() {
        assertProblem(caller.get("/api/orders/" + orderId), 404, "not-found");
        assertProblem(caller.get("/api/attempts/" + UUID.randomUUID()), 404, "not-found");
    }
}
