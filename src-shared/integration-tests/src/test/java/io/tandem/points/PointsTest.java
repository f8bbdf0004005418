package io.tandem.points;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code docs/library.md} promises a third service, on the real servers. */
@Tag("servers")
@QuarkusTest
@QuarkusTestResource(PointsServers.class)
class PointsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String receipt = "R-" + System.nanoTime();

    @BeforeEach
    void untilItIsReady() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void grantsThePointsAndTheOtherSideHearsOfIt() {
        String attempt = grant(1001).statusCode(201).extract().path("attempt");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        get("/points/heard/" + receipt).then().statusCode(200).body(equalTo(attempt)));
    }

    @Test
    void usedReceiptGrantsNothing() {
        String first = grant(1001).statusCode(201).extract().path("attempt");

        grant(1002).statusCode(409).body("outcome", equalTo("receipt used before"));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        get("/points/heard/" + receipt).then().statusCode(200).body(equalTo(first)));
    }

    @Test
    void readinessNamesWhatTheServiceStandsOn() {
        get("/q/health/ready").then().body("checks.name", hasItems("MySQL", "RocketMQ producer", "RocketMQ consumer"));
    }

    private ValidatableResponse grant(long memberId) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("receipt", receipt, "memberId", memberId, "points", 30))
                .post("/points")
                .then();
    }
}
