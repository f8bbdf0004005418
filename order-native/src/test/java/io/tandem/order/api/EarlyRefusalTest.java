package io.tandem.order.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An order for which there is no room is refused before anything is done for it. */
@Tag("servers")
@QuarkusTest
@TestProfile(EarlyRefusalTest.NoRoom.class)
class EarlyRefusalTest {

    /** Of a service that has no place for any attempt. */
    public static final class NoRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tandem.topics.orders.group.attempts", "0");
        }
    }

    private static final String ROWS =
            "SELECT (SELECT COUNT(*) FROM tx_attempt) + (SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM message_trace)";

    @Inject
    Pool pool;

    @Test
    void isRefusedBeforeSignInAndBodyAndNothingIsWritten() {
        long before = rows();

        given().contentType(ContentType.JSON)
                .body("this is no JSON, and was sent by a stranger")
                .post("/api/orders")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("code", equalTo("unavailable"))
                .body("detail", containsString("Too many orders are under way; nothing was written"));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void onlyPayingIsRefused() {
        given().get("/api/orders/1").then().statusCode(401);
    }

    private long rows() {
        return pool.query(ROWS)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(20))
                .iterator()
                .next()
                .getLong(0);
    }
}
