package io.tandem.acceptance.hostile;

import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand at once for one order number: four times as many as are let in at a time. */
class RacersTest {

    private static final int RACERS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long orderId = Tandem.freshNumber();

    @Test
    void oneOfAThousandGetsTheOrderAndNobodyIsToldWrong() {
        Caller caller = Caller.program(Tandem.order());

        List<HttpResponse<String>> answers =
                IntStream.range(0, RACERS)
                        .mapToObj(i -> caller.placing(Tandem.freshNumber(), orderId))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(201, 409, 503);
        List<HttpResponse<String>> placed =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(placed).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(answer -> assertThat(
                        answer.headers().firstValue("Retry-After"))
                .isPresent());
        Shipments.awaitCreated(
                Tandem.order(), json(placed.get(0)).path("userId").asLong(), orderId);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Rows.number(
                        "SELECT COUNT(*) FROM tx_attempt WHERE message_key = ? AND outcome = 'COMMIT'",
                        Long.toString(orderId)))
                .isOne());
        assertThat(Rows.orders(orderId)).isOne();
        assertThat(Rows.shipments(orderId)).isOne();
    }
}
