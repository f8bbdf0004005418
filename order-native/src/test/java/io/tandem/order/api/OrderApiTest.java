package io.tandem.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Paying by REST, on the servers that Dev Services start, as any service's tests may have them. */
@Tag("servers")
@QuarkusTest
class OrderApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicLong ORDERS = new AtomicLong(System.currentTimeMillis());

    private final long order = ORDERS.incrementAndGet();

    /** Until the producer is connected every order is refused, and says so. */
    @BeforeEach
    void untilTheProducerIsConnected() {
        await().atMost(PATIENCE).untilAsserted(() -> pay(1001, ORDERS.incrementAndGet(), UUID.randomUUID())
                .statusCode(201));
    }

    @Test
    void paidOrderIsPlacedAndFoundAgain() {
        String location = pay(1001, order, UUID.randomUUID())
                .statusCode(201)
                .body("status", equalTo("PLACED"))
                .body("userId", is(1001))
                .body("orderId", is(order))
                .header("Location", startsWith("/api/"))
                .extract()
                .header("Location");

        signedIn().get(location).then().statusCode(200).body("orderId", is(order));
        signedIn().get("/api/orders/" + order).then().statusCode(200).body("userId", is(1001));
    }

    @Test
    void secondUserDoesNotGetTheNumber() {
        String winner =
                pay(1001, order, UUID.randomUUID()).statusCode(201).extract().path("attemptId");

        pay(1002, order, UUID.randomUUID())
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("order-exists"))
                .body("instance", not(equalTo("/api/attempts/" + winner)));
    }

    @Test
    void sameRequestAgainIsTheSameAttempt() {
        UUID key = UUID.randomUUID();
        String first = pay(1001, order, key).statusCode(201).extract().path("attemptId");

        pay(1001, order, key).statusCode(201).body("attemptId", equalTo(first));
        pay(1002, order, key).statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void badNumbersAreNamed() {
        signedIn()
                .contentType(ContentType.JSON)
                .body(Map.of("userId", 0, "orderId", order))
                .post("/api/orders")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid"))
                .body("errors.field", hasItem("userId"));
    }

    /** Changed the API on purpose? Then copy what is served over the document, and commit both. */
    @Test
    void servesTheDocumentThatIsInTheRepository() throws IOException {
        Path served = Path.of("target", "openapi.yaml");
        Files.writeString(served, given().get("/q/openapi").asString());

        assertThat(served).hasSameTextualContentAs(ProjectRoot.find().resolve("docs/openapi/order-native.yaml"));
    }

    @Test
    void strangersAreAskedWhoTheyAre() {
        given().get("/api/orders/" + order).then().statusCode(401).header("WWW-Authenticate", startsWith("Basic"));
    }

    private static ValidatableResponse pay(long user, long order, UUID key) {
        return signedIn()
                .contentType(ContentType.JSON)
                .header(IdempotencyKey.HEADER, "\"" + key + "\"")
                .body(Map.of("userId", user, "orderId", order))
                .post("/api/orders")
                .then();
    }

    private static RequestSpecification signedIn() {
        return given().auth().preemptive().basic(setting("APP_DEMO_USERNAME"), setting("APP_DEMO_PASSWORD"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
