package io.tandem.logistics.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.tandem.event.OrderPaid;
import io.tandem.event.OrderPaidJson;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.process.ProjectRoot;
import io.tandem.testing.Node;
import io.tandem.testing.ServiceServers;
import io.tandem.transaction.OutgoingMessage;
import io.tandem.transaction.TransactionOutcome.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asking for a shipment by REST. */
@Tag("servers")
@QuarkusTest
@QuarkusTestResource(ServiceServers.class)
class ShipmentApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicLong ORDERS = new AtomicLong(System.currentTimeMillis());

    private final long order = ORDERS.incrementAndGet();

    /** The first connections of a process that has just started take a while on a busy machine. */
    @BeforeEach
    void untilItAnswers() {
        await().atMost(PATIENCE).untilAsserted(() -> shipment("1001", order).statusCode(404));
    }

    @Test
    void shipmentIsCreatedOnceThePaymentIsCommitted() {
        shipment("1001", order).statusCode(404).body("code", equalTo("not-created"));

        AttemptId attempt = paid(1001);

        await().atMost(PATIENCE).untilAsserted(() -> shipment("1001", order)
                .statusCode(200)
                .body("status", equalTo("CREATED"))
                .body("orderId", is(order))
                .body("attemptId", equalTo(attempt.toString())));
        shipment("1002", order).statusCode(404).body("code", equalTo("not-created"));
    }

    @Test
    void bothNumbersAreNeeded() {
        shipment("", order)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItems("userId"));
    }

    /** Changed the API on purpose? Then copy what is served over the document, and commit both. */
    @Test
    void servesTheDocumentThatIsInTheRepository() throws IOException {
        Path served = Path.of("target", "openapi.yaml");
        Files.writeString(served, given().get("/q/openapi").asString());

        assertThat(served).hasSameTextualContentAs(ProjectRoot.find().resolve("docs/openapi/logistics-native.yaml"));
    }

    @Test
    void strangersAreAskedWhoTheyAre() {
        given().get("/api/logistics?userId=1&orderId=1")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"));
    }

    /** As order-native does it: half message, ledger, commit. */
    private AttemptId paid(long user) {
        try (Node sender = Node.on(RocketMqServer.ORDER_TOPIC).build().producing()) {
            await().atMost(PATIENCE).until(sender::isConnected);
            OrderPaid paid = new OrderPaid(AttemptId.next(), order, user, Instant.now());
            OutgoingMessage message = new OutgoingMessage(
                    RocketMqServer.ORDER_TOPIC,
                    OrderPaid.TAG,
                    new Attempt(paid.attemptId(), Long.toString(order), null),
                    OrderPaidJson.write(paid),
                    Map.of());
            // Refused where a busy machine was too slow; then nothing was written.
            await().atMost(PATIENCE)
                    .until(() -> sender.messages()
                                    .send(message, transaction -> Uni.createFrom()
                                            .item("sent"))
                                    .await()
                                    .atMost(PATIENCE)
                            instanceof Committed);
            return paid.attemptId();
        }
    }

    private static ValidatableResponse shipment(String user, long order) {
        return signedIn()
                .queryParam("userId", user)
                .queryParam("orderId", order)
                .get("/api/logistics")
                .then();
    }

    private static RequestSpecification signedIn() {
        return given().auth().preemptive().basic(setting("APP_DEMO_USERNAME"), setting("APP_DEMO_PASSWORD"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
