package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.Traces;
import io.tandem.local.run.ServiceProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the contract about the message trace. */
class TraceTest {

    private static final Duration READY = Duration.ofMinutes(2);
    /** An answer that does not end is noticed after 30 s, when the connection counts as idle. */
    private static final Duration AT_ONCE = Duration.ofSeconds(25);

    private static final int MORE_THAN_MAY_LOOK = 70;

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final Caller caller = Caller.program(Tandem.order());

    @Test
    void aMessageIsFollowedByOrderAttemptAndMessage() {
        String attemptId = json(caller.place(userId, orderId)).path("attemptId").asText();

        JsonNode trace = Traces.awaitSettled(orderId, 1).path(0);

        assertThat(Traces.steps(trace))
                .containsExactlyInAnyOrder(
                        "HALF_MESSAGE STORED",
                        "LOCAL_TRANSACTION COMMITTED",
                        "COMMIT ACKNOWLEDGED",
                        "DELIVERY CONSUMED",
                        "SHIPMENT STORED");
        assertThat(trace.path("attemptId").asText()).isEqualTo(attemptId);
        assertThat(trace.path("userId").asLong()).isEqualTo(userId);
        assertThat(trace.path("status").asText()).isEqualTo("PLACED");
        assertThat(trace.path("shipment").asText()).isEqualTo("CREATED");
        JsonNode half = trace.path("steps").path(0);
        assertThat(half.path("host").asText())
                .matches("[0-9.]+@" + Tandem.services().order().pid());
        assertThat(trace.path("steps").path(4).path("host").asText())
                .matches("[0-9.]+@" + Tandem.services().logistics().pid());
        assertThat(half.path("broker").asText()).contains(":");
        assertThat(half.path("durationMs").asDouble()).isPositive();
        assertThat(Instant.parse(half.path("at").asText())).isBeforeOrEqualTo(Instant.now());
        String messageId = trace.path("messageId").asText();
        for (String query : List.of("attemptId=" + attemptId, "messageId=" + messageId)) {
            assertThat(json(caller.get("/api/trace?" + query)).path("attempts").path(0))
                    .isEqualTo(trace);
        }
    }

    @Test
    void anOrderHasTheAttemptsThatFailedToo() {
        caller.place(userId, orderId);
        caller.place(Tandem.freshNumber(), orderId);

        JsonNode attempts = Traces.awaitSettled(orderId, 2);

        assertThat(attempts.findValuesAsText("status")).containsExactly("ROLLED_BACK", "PLACED");
        assertThat(attempts.findValuesAsText("shipment")).containsExactly("NEVER", "CREATED");
        assertThat(Traces.steps(attempts.path(0)))
                .containsExactly("HALF_MESSAGE STORED", "LOCAL_TRANSACTION ROLLED_BACK", "ROLLBACK ACKNOWLEDGED");
    }

    @Test
    void theLatestComePageByPage() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            placed.add(
                    0,
                    json(caller.place(userId, Tandem.freshNumber()))
                            .path("attemptId")
                            .asText());
        }

        JsonNode first = json(caller.get("/api/trace?limit=2"));
        JsonNode second = json(
                caller.get("/api/trace?limit=1&before=" + first.path("next").asText()));

        assertThat(first.findValuesAsText("attemptId")).isEqualTo(placed.subList(0, 2));
        assertThat(second.findValuesAsText("attemptId")).isEqualTo(placed.subList(2, 3));
        assertThat(first.findValues("steps")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orderId=",
                "orderId=0",
                "orderId=1%27%20OR%20%271%27=%271",
                "orderId=9223372036854775808",
                "attemptId=x",
                "attemptId=1",
                "messageId=",
                "messageId=%3Cscript%3E",
                "messageId=%25",
                "orderId=1&attemptId=00000000-0000-7000-8000-000000000000",
                "orderId=1&messageId=1",
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=-1",
                "before=x",
                "before="
            })
    void aQueryThatMakesNoSenseIsInvalid(String query) {
        assertProblem(caller.get("/api/trace?" + query), 400, "invalid");
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        for (String query :
                List.of("orderId=" + orderId, "attemptId=" + UUID.randomUUID(), "messageId=0123456789ABCDEF")) {
            assertProblem(caller.get("/api/trace?" + query), 404, "not-found");
            assertPage(Caller.signedIn(Tandem.order()).get("/trace?" + query), 404, "没有查到轨迹");
        }
    }

    @Test
    void strangersSeeNothing() {
        Caller stranger = Caller.stranger(Tandem.order());

        assertProblem(stranger.get("/api/trace"), 401, "unauthenticated");
        assertProblem(stranger.get("/api/trace/events?attemptId=" + UUID.randomUUID()), 401, "unauthenticated");
    }

    @Test
    void theEventsOfAnAttemptEndWithIt() {
        String attemptId = json(caller.place(userId, orderId)).path("attemptId").asText();

        HttpResponse<String> events = caller.get("/api/trace/events?attemptId=" + attemptId);

        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(header(events, "Content-Type")).startsWith("text/event-stream");
        assertSecurityHeaders(events);
        List<String> data = events.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .toList();
        JsonNode last = json(data.get(data.size() - 1));
        assertThat(last.path("settled").asBoolean()).isTrue();
        assertThat(last.path("status").asText()).isEqualTo("PLACED");
        assertThat(data.subList(0, data.size() - 1))
                .allSatisfy(line ->
                        assertThat(json(line).path("settled").asBoolean()).isFalse());
    }

    @Test
    void eventsOfNonsenseAreRefused() {
        assertProblem(caller.get("/api/trace/events"), 400, "invalid");
        assertProblem(caller.get("/api/trace/events?attemptId=x"), 400, "invalid");
    }

    @Test
    void askedForTheHeadAloneTheEventsHoldUpNoneOfWhatFollowsOnTheConnection() throws Exception {
        String attemptId = json(caller.place(userId, orderId)).path("attemptId").asText();
        Traces.awaitSettled(orderId, 1);
        String events = " /api/trace/events?attemptId=";
        String account = RawHttp.basic(Tandem.user(), Tandem.password());

        try (RawHttp.KeptOpen connection = RawHttp.to(Tandem.order()).keepOpen()) {
            for (int i = 0; i < MORE_THAN_MAY_LOOK; i++) {
                long began = System.nanoTime();
                for (String which : List.of(attemptId, UUID.randomUUID().toString())) {
                    RawHttp.Reply head = connection.send("HEAD" + events + which + " HTTP/1.1", account);
                    assertThat(head.status()).isEqualTo(200);
                    assertThat(head.header("Content-Type")).startsWith("text/event-stream");
                }
                assertThat(connection
                                .send("HEAD" + events + "x HTTP/1.1", account)
                                .status())
                        .isEqualTo(400);
                assertThat(connection
                                .send("GET /api/attempts/" + attemptId + " HTTP/1.1", account)
                                .body())
                        .contains(attemptId);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
            }
        }
    }

    @Test
    void whoIsWatchingDoesNotHoldUpAStop() throws Exception {
        // Far above what a stop takes on a slow machine: a stream that is waited for would show.
        ServiceProcess other = Tandem.services().anotherOrder(Map.of("TANDEM_HTTP_DRAIN", "2M"));
        other.awaitReady(READY);
        CompletableFuture<HttpResponse<String>> watching = CompletableFuture.supplyAsync(
                () -> Caller.program(other.url()).get("/api/trace/events?attemptId=" + UUID.randomUUID()));
        assertThat(watching)
                .as("nothing is known of it, so the stream stays open")
                .failsWithin(Duration.ofSeconds(2));

        long began = System.nanoTime();
        other.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(35));
        assertThat(watching).isDone();
    }
}
