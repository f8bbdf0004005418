package io.tandem.acceptance.consistency;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The consistency console shows what does not fit together, and lets people mend it, as often as they like. */
class ConsistencyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();
    private final Caller operator = Caller.program(Tandem.order());

    @Test
    void aPlacedOrderWithItsShipmentIsNoFinding() {
        String attempt = json(operator.place(userId, orderId)).path("attemptId").asText();
        Shipments.awaitCreated(Tandem.order(), userId, orderId);

        JsonNode report = report();

        assertThat(item(report, "paidWithoutShipment", "attemptId", attempt)).isEmpty();
        assertThat(item(report, "inDoubt", "attemptId", attempt)).isEmpty();
        assertThat(report.path("shipmentsWithoutOrder").path("count").isNumber())
                .isTrue();
    }

    @Test
    void aPaidOrderWithoutAShipmentIsShownAndRedeliveredOnce() {
        UUID attempt = Misfits.paidOrder(orderId, userId);

        JsonNode found = item(report(), "paidWithoutShipment", "attemptId", attempt.toString())
                .orElseThrow();
        assertThat(found.path("orderId").asLong()).isEqualTo(orderId);
        assertThat(found.path("userId").asLong()).isEqualTo(userId);
        assertThat(found.path("parked").asBoolean()).isFalse();
        assertThat(report().path("consistent").asBoolean()).isFalse();

        assertThat(repaired("redeliveries", "{\"attemptIds\":[\"" + attempt + "\"]}"))
                .isEqualTo("SCHEDULED");

        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        assertThat(item(report(), "paidWithoutShipment", "attemptId", attempt.toString()))
                .isEmpty();
        assertThat(repaired("redeliveries", "{\"attemptIds\":[\"" + attempt + "\"]}"))
                .isEqualTo("ALREADY_SHIPPED");
        assertThat(Rows.shipments(orderId)).isOne();
    }

    @Test
    void allAreRedeliveredAtOnce() {
        Misfits.paidOrder(orderId, userId);
        long other = Tandem.freshNumber();
        Misfits.paidOrder(other, userId);

        JsonNode answer = json(operator.json("/api/consistency/redeliveries", "{\"all\":true}"));

        assertThat(answer.path("scheduled").asLong()).isGreaterThanOrEqualTo(2);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        Shipments.awaitCreated(Tandem.order(), userId, other);
    }

    @Test
    void whatWasNeverCommittedIsNeverPublished() {
        UUID unknown = Misfits.attemptMade(Duration.ZERO);

        assertThat(repaired("redeliveries", "{\"attemptIds\":[\"" + unknown + "\"]}"))
                .isEqualTo("NOT_COMMITTED");

        assertThat(Rows.number("SELECT COUNT(*) FROM redelivery WHERE attempt_id = ?", (Object) Misfits.bytes(unknown)))
                .isZero();
    }

    @Test
    void aShipmentWithoutAnOrderIsFoundAndForgottenWhenItIsGone() {
        Misfits.strayShipment(orderId, userId);

        await().atMost(PATIENCE)
                .until(() -> stray(orderId).map(found -> found.path("why").asText()), Optional.of("NO_ORDER")::equals);

        Rows.execute("DELETE FROM logistics WHERE order_id = ?", orderId);
        await().atMost(PATIENCE).until(() -> stray(orderId).isEmpty());
    }

    @Test
    void aShipmentOfAnotherUsersOrderIsFound() {
        operator.place(userId, orderId);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        Rows.execute("UPDATE logistics SET user_id = user_id + 1 WHERE order_id = ?", orderId);

        await().atMost(PATIENCE)
                .until(
                        () -> stray(orderId).map(found -> found.path("why").asText()),
                        Optional.of("OTHER_ORDER")::equals);

        Rows.execute("UPDATE logistics SET user_id = user_id - 1 WHERE order_id = ?", orderId);
        await().atMost(PATIENCE).until(() -> stray(orderId).isEmpty());
    }

    @Test
    void aParkedMessageIsShownWithItsBodyAndReplayedOnce() {
        UUID attempt = Misfits.paidOrder(orderId, userId);
        String body =
                "{\"version\":1,\"attemptId\":\"%s\",\"orderId\":%d,\"userId\":%d,\"paidAt\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(attempt, orderId, userId);
        long parked = Misfits.parked(attempt, orderId, body);

        JsonNode found =
                item(report(), "parked", "parkedId", Long.toString(parked)).orElseThrow();
        assertThat(found.path("body").asText()).isEqualTo(body);
        assertThat(found.path("reason").asText()).isEqualTo("unreadable");
        assertThat(item(report(), "paidWithoutShipment", "attemptId", attempt.toString())
                        .orElseThrow()
                        .path("parked")
                        .asBoolean())
                .isTrue();
        assertThat(repaired("redeliveries", "{\"attemptIds\":[\"" + attempt + "\"]}"))
                .isEqualTo("IS_PARKED");

        assertThat(repaired("replays", "{\"parkedIds\":[" + parked + "]}")).isEqualTo("SCHEDULED");

        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        assertThat(item(report(), "parked", "parkedId", Long.toString(parked))).isEmpty();
        assertThat(repaired("replays", "{\"parkedIds\":[" + parked + "]}")).isEqualTo("ALREADY_RESOLVED");
        assertThat(Rows.shipments(orderId)).isOne();
    }

    @Test
    void aParkedMessageThatNoOrderStandsBehindCanOnlyBeDismissed() {
        long parked = Misfits.parked(Misfits.attemptMade(Duration.ZERO), orderId, "not ours");

        assertThat(repaired("replays", "{\"parkedIds\":[" + parked + "]}")).isEqualTo("NOT_COMMITTED");
        assertThat(repaired("dismissals", "{\"parkedIds\":[" + parked + "]}")).isEqualTo("DISMISSED");

        assertThat(item(report(), "parked", "parkedId", Long.toString(parked))).isEmpty();
        assertThat(repaired("dismissals", "{\"parkedIds\":[" + parked + "]}")).isEqualTo("ALREADY_RESOLVED");
        assertThat(repaired("dismissals", "{\"parkedIds\":[9223372036854775807]}"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void anAttemptThatMySqlTookBackIsNotInDoubtThoughACheckBackFoundMySqlAway() {
        UUID attempt = Misfits.attemptMade(Duration.ofMinutes(2));
        Misfits.traced(attempt, orderId, "CHECK_BACK", "UNKNOWN", Duration.ofSeconds(90));
        assertThat(item(report(), "inDoubt", "attemptId", attempt.toString())).isPresent();

        Misfits.traced(attempt, orderId, "LOCAL_TRANSACTION", "NOT_COMMITTED", Duration.ofSeconds(91));

        assertThat(item(report(), "inDoubt", "attemptId", attempt.toString())).isEmpty();
    }

    @Test
    void anAttemptInDoubtIsShownAndCanBeSettledForGood() {
        UUID attempt = Misfits.attemptMade(Duration.ofMinutes(2));
        Misfits.traced(attempt, orderId, "LOCAL_TRANSACTION", "IN_DOUBT", Duration.ofSeconds(90));

        JsonNode found =
                item(report(), "inDoubt", "attemptId", attempt.toString()).orElseThrow();
        assertThat(found.path("orderId").asText()).isEqualTo(Long.toString(orderId));
        assertThat(found.path("ageSeconds").asLong()).isBetween(90L, 120L);

        String body = "{\"attemptIds\":[\"" + attempt + "\"]}";
        assertThat(repaired("settlements", body)).isEqualTo("ROLLED_BACK");

        assertThat(item(report(), "inDoubt", "attemptId", attempt.toString())).isEmpty();
        assertThat(repaired("settlements", body)).isEqualTo("ROLLED_BACK");
        assertThat(json(operator.get("/api/attempts/" + attempt)).path("status").asText())
                .isEqualTo("ROLLED_BACK");
    }

    @Test
    void anAttemptNobodyHeardOfIsNotSettled() {
        UUID attempt = Misfits.attemptMade(Duration.ofMinutes(2));

        assertThat(repaired("settlements", "{\"attemptIds\":[\"" + attempt + "\"]}"))
                .isEqualTo("NOT_FOUND");

        assertThat(operator.get("/api/attempts/" + attempt).statusCode()).isEqualTo(404);
    }

    @Test
    void aCommitThatTheBrokerDidNotAcknowledgeIsShownUntilItsCheckBack() {
        UUID attempt = Misfits.paidOrder(orderId, userId);
        Misfits.traced(attempt, orderId, "COMMIT", "UNACKNOWLEDGED", Duration.ofSeconds(30));

        JsonNode found =
                item(report(), "unsettled", "attemptId", attempt.toString()).orElseThrow();
        assertThat(found.path("why").asText()).isEqualTo("COMMIT");

        Misfits.traced(attempt, orderId, "CHECK_BACK", "COMMIT", Duration.ofSeconds(20));
        assertThat(item(report(), "unsettled", "attemptId", attempt.toString())).isEmpty();
    }

    @Test
    void whoDidWhatAndWhenIsKept() {
        UUID attempt = Misfits.paidOrder(orderId, userId);
        repaired("redeliveries", "{\"attemptIds\":[\"" + attempt + "\"]}");

        JsonNode action = StreamSupport.stream(report().path("actions").spliterator(), false)
                .filter(one -> one.path("target").asText().equals(attempt.toString()))
                .findFirst()
                .orElseThrow();

        assertThat(action.path("account").asText()).isEqualTo(Tandem.user());
        assertThat(action.path("action").asText()).isEqualTo("REDELIVER");
        assertThat(action.path("result").asText()).isEqualTo("SCHEDULED");
        assertThat(action.path("doneAt").asText()).isNotEmpty();
    }

    @Test
    void thePageShowsAFindingAndItsButtonRedeliversIt() {
        UUID attempt = Misfits.paidOrder(orderId, userId);
        Caller person = Caller.signedIn(Tandem.order());

        HttpResponse<String> page = person.get("/consistency/missing?order=" + orderId);

        assertPage(page, 200, "一致性检查");
        assertThat(page.body()).contains("已支付但没有物流", attempt.toString());

        HttpResponse<String> pressed =
                person.form("/consistency", Map.of("action", "redeliver", "target", attempt.toString()));
        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(header(pressed, "Location")).matches("/consistency\\?done=[0-9]+-[0-9]+");
        assertPage(person.get(header(pressed, "Location")), 200, "订单 " + orderId + "：将重新投递");
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
    }

    @Test
    void aRefusedActionIsNotShownAsDone() {
        operator.place(userId, orderId);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        String attempt =
                json(operator.get("/api/orders/" + orderId)).path("attemptId").asText();
        Caller person = Caller.signedIn(Tandem.order());
        person.get("/consistency");

        HttpResponse<String> pressed = person.form("/consistency", Map.of("action", "redeliver", "target", attempt));

        HttpResponse<String> page = person.get(header(pressed, "Location"));
        assertPage(page, 200, "完成 0 项，未执行 1 项");
        assertThat(page.body()).contains("订单 " + orderId + "：已有物流，没有重新投递");
    }

    @Test
    void anAddressCannotSayWhatWasNotDone() {
        Caller person = Caller.signedIn(Tandem.order());

        for (String forged : List.of("999999999-999999999", "1-", "x", "redeliver&scheduled=999")) {
            assertThat(person.get("/consistency?done=" + forged).body())
                    .doesNotContain("notice-success")
                    .doesNotContainPattern("完成 [0-9]+ 项");
        }
    }

    @Test
    void dismissingAsksFirstAndCanBeUndone() {
        long parked = Misfits.parked(Misfits.attemptMade(Duration.ZERO), orderId, "not ours");
        Caller person = Caller.signedIn(Tandem.order());
        person.get("/consistency");

        HttpResponse<String> asked =
                person.form("/consistency", Map.of("action", "dismiss", "target", Long.toString(parked)));

        assertPage(asked, 200, "要忽略这些消息吗？");
        assertThat(item(report(), "parked", "parkedId", Long.toString(parked))).isPresent();

        person.form("/consistency", Map.of("action", "dismiss-confirmed", "target", Long.toString(parked)));
        assertThat(item(report(), "parked", "parkedId", Long.toString(parked))).isEmpty();
        assertThat(person.get("/consistency/parked?state=DISMISSED&order=" + orderId)
                        .body())
                .contains("value=\"" + parked + "\"");

        assertThat(repaired("restorations", "{\"parkedIds\":[" + parked + "]}")).isEqualTo("RESTORED");
        assertThat(item(report(), "parked", "parkedId", Long.toString(parked))).isPresent();
        repaired("dismissals", "{\"parkedIds\":[" + parked + "]}");
    }

    @Test
    void aHalfMessageThatNeverReachedTheBrokerWaitsForNoCheckBack() {
        UUID attempt = Misfits.attemptMade(Duration.ofMinutes(1));
        Misfits.traced(attempt, orderId, "HALF_MESSAGE", "UNACKNOWLEDGED", Duration.ofSeconds(30));

        assertThat(item(report(), "unsettled", "attemptId", attempt.toString())).isEmpty();
        assertThat(item(report(), "unsent", "attemptId", attempt.toString())).isPresent();
    }

    @Test
    void thePagesSpeakOfOrdersAndShipmentsInEnglishToo() throws Exception {
        String account = RawHttp.basic(Tandem.user(), Tandem.password());
        try (RawHttp.KeptOpen connection = RawHttp.to(Tandem.order()).keepOpen()) {
            assertThat(connection
                            .send("GET /consistency HTTP/1.1", account, "Accept-Language: en")
                            .body())
                    .contains("Paid without a shipment", "Shipments without an order", "Parked messages");
            assertThat(connection
                            .send("GET /trace HTTP/1.1", account, "Accept-Language: en")
                            .body())
                    .contains("Order number", "Attempt id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redeliver", "settle", "replay", "dismiss", "format-disk", ""})
    void aButtonWithoutATargetDoesNothingAndSaysSo(String action) {
        Caller person = Caller.signedIn(Tandem.order());
        person.get("/consistency");

        assertPage(person.form("/consistency", Map.of("action", action)), 400, "请先选择要处理的内容");
    }

    @Test
    void whatDoesNotFitLeadsToItsTrace() {
        UUID missing = Misfits.paidOrder(orderId, userId);
        long parkedKey = Tandem.freshNumber();
        UUID parked = Misfits.paidOrder(Tandem.freshNumber(), userId);
        Misfits.parked(parked, parkedKey, "{\"version\":9}");
        Caller person = Caller.signedIn(Tandem.order());

        Map.of("missing?order=" + orderId, missing, "parked?order=" + parkedKey, parked)
                .forEach((list, attempt) -> {
                    String trace = "/trace?attemptId=" + attempt;
                    assertThat(person.get("/consistency/" + list).body()).contains("href=\"" + trace + "\"");
                    assertPage(person.get(trace), 200, attempt.toString());
                });
    }

    @Test
    void aButtonNeedsItsFormsToken() {
        Caller person = Caller.signedIn(Tandem.order());

        HttpResponse<String> forged = person.form("/consistency", Map.of("action", "redeliver-all", "csrf", "made-up"));

        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void whatAStrangerWroteIsShownAsText() {
        Misfits.parked(Misfits.attemptMade(Duration.ZERO), orderId, "<script>alert(1)</script>{page.csrf}");

        HttpResponse<String> page = Caller.signedIn(Tandem.order()).get("/consistency");

        assertThat(page.body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;{page.csrf}")
                .doesNotContain("<script>alert(1)");
    }

    @Test
    void strangersSeeAndDoNothing() {
        Caller stranger = Caller.stranger(Tandem.order());

        assertProblem(stranger.get("/api/consistency"), 401, "unauthenticated");
        assertProblem(stranger.json("/api/consistency/redeliveries", "{\"all\":true}"), 401, "unauthenticated");
        HttpResponse<String> page = Caller.browser(Tandem.order()).get("/consistency");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(header(page, "Location")).startsWith("/login");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redeliveries | {}",
                "redeliveries | {\"attemptIds\":[]}",
                "redeliveries | {\"attemptIds\":[\"1\"]}",
                "redeliveries | {\"attemptIds\":[null]}",
                "redeliveries | {\"all\":true,\"attemptIds\":[]}",
                "redeliveries | {\"all\":\"yes\"}",
                "settlements  | {\"all\":true}",
                "replays      | {\"parkedIds\":[0]}",
                "replays      | {\"parkedIds\":[null]}",
                "replays      | {\"parkedIds\":[\"x\"]}",
                "dismissals   | []",
            })
    void rejectsTargetsThatAreNone(String what, String body) {
        assertProblem(operator.json("/api/consistency/" + what, body), 400, "invalid");
    }

    @Test
    void rejectsMoreTargetsThanOneCallMayHave() {
        String many = IntStream.rangeClosed(1, 501).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertProblem(operator.json("/api/consistency/replays", "{\"parkedIds\":[" + many + "]}"), 400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "x"})
    void rejectsALimitOutOfRange(String limit) {
        assertProblem(operator.get("/api/consistency?limit=" + limit), 400, "invalid");
    }

    private static Optional<JsonNode> stray(long orderId) {
        return item(
                json(Caller.program(Tandem.order()).get("/api/consistency?limit=500")),
                "shipmentsWithoutOrder",
                "orderId",
                Long.toString(orderId));
    }

    private static Optional<JsonNode> item(JsonNode report, String kind, String field, String value) {
        return StreamSupport.stream(report.path(kind).path("items").spliterator(), false)
                .filter(one -> one.path(field).asText().equals(value))
                .findFirst();
    }

    private JsonNode report() {
        HttpResponse<String> answer = operator.get("/api/consistency?limit=500");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertSecurityHeaders(answer);
        return json(answer);
    }

    /** The result of a repair of one target. */
    private String repaired(String what, String body) {
        HttpResponse<String> answer = operator.json("/api/consistency/" + what, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("results").path(0).path("result").asText();
    }
}
