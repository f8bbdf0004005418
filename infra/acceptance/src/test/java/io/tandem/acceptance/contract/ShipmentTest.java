package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the contract about shipments: whatever order forwards is what logistics says. */
class ShipmentTest {

    /** Either address will do. */
    enum Service {
        ORDER,
        LOGISTICS;

        String url() {
            return this == ORDER ? Tandem.order() : Tandem.logistics();
        }
    }

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final Caller buyer = Caller.program(Tandem.order());

    @ParameterizedTest
    @EnumSource
    void aPlacedOrderHasItsShipmentWithinSeconds(Service service) {
        String attemptId = json(buyer.place(userId, orderId)).path("attemptId").asText();

        HttpResponse<String> answer = Shipments.awaitCreated(service.url(), userId, orderId);

        assertSecurityHeaders(answer);
        JsonNode shipment = json(answer);
        assertThat(shipment.path("userId").asLong()).isEqualTo(userId);
        assertThat(shipment.path("orderId").asLong()).isEqualTo(orderId);
        assertThat(shipment.path("status").asText()).isEqualTo("CREATED");
        assertThat(Instant.parse(shipment.path("createdAt").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(shipment.path("attemptId").asText()).isEqualTo(attemptId);
        assertThat(shipment.path("messageId").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoLostTheOrderNumberHasNoShipment(Service service) {
        long loser = Tandem.freshNumber();
        buyer.place(userId, orderId);
        assertThat(buyer.place(loser, orderId).statusCode()).isEqualTo(409);
        Shipments.awaitCreated(service.url(), userId, orderId);

        HttpResponse<String> answer = Shipments.ask(service.url(), loser, orderId);

        assertProblem(answer, 404, "not-created");
        assertPage(
                Caller.signedIn(service.url()).get("/logistic?userId=" + loser + "&orderId=" + orderId),
                200,
                "物流信息查询结果为未创建");
    }

    @ParameterizedTest
    @EnumSource
    void thePageShowsTheShipment(Service service) {
        buyer.place(userId, orderId);
        Shipments.awaitCreated(service.url(), userId, orderId);

        HttpResponse<String> page =
                Caller.signedIn(service.url()).get("/logistic?userId=" + userId + "&orderId=" + orderId);

        assertPage(page, 200, "物流信息查询结果为已创建");
        assertThat(page.body()).contains("value=\"" + userId + "\"", "value=\"" + orderId + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void aShipmentIsNotShownToStrangers(Service service) {
        buyer.place(userId, orderId);
        Shipments.awaitCreated(service.url(), userId, orderId);

        assertProblem(Caller.stranger(service.url()).get(Shipments.path(userId, orderId)), 401, "unauthenticated");
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatMakesNoSenseIsInvalid(Service service) {
        Caller caller = Caller.program(service.url());

        for (String query :
                new String[] {"", "?userId=1", "?orderId=1", "?userId=0&orderId=1", "?userId=1&orderId=x"}) {
            assertProblem(caller.get("/api/logistics" + query), 400, "invalid");
        }
    }
}
