package io.tandem.acceptance.crash;

import static io.tandem.acceptance.Answers.assertPage;
import static io.tandem.acceptance.Answers.assertProblem;
import static io.tandem.acceptance.Answers.assertRedirect;
import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.fault.RowLock;
import io.tandem.local.fault.Verdict;
import io.tandem.local.run.ServiceProcess;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Processes that die, servers that are away: no caller is told wrong, nothing is lost, and nothing needs a hand to recover. */
class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The client's gRPC channel backs off for as long as a minute. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final long userId = Tandem.freshNumber();
    private final long orderId = Tandem.freshNumber();

    @Test
    void anotherProcessFinishesWhatOneThatWasKilledHadCommitted() {
        try (FaultyLink link =
                FaultyLink.to(Tandem.stack().rocketMq().orElseThrow().grpcPort())) {
            ServiceProcess doomed = Tandem.services()
                    .anotherOrder(RowLock.outlasted(Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:" + link.port())));
            try (RowLock row = new RowLock(Tandem.stack().database(), orderId)) {
                assertThat(Caller.program(doomed.url()).placing(userId, orderId))
                        .isNotDone();
                assertThat(row.awaitWaiting()).isTrue();
                link.cut();
            }
            await().atMost(PATIENCE).until(() -> Rows.orders(orderId) == 1);

            doomed.kill();
        }

        Shipments.awaitCreated(Tandem.order(), userId, orderId);
        assertThat(Rows.shipments(orderId)).isOne();
    }

    /** A time-out comes from a thread that knows nothing of the request. */
    @Test
    void whatIsSaidAfterATimeOutIsInTheCallersLanguageAndHasItsNavigation() {
        try (FaultyLink link = FaultyLink.to(Tandem.stack().database().port())) {
            ServiceProcess order = Tandem.services()
                    .anotherOrder(Map.of(
                            "MYSQL_PORT",
                            Integer.toString(link.port()),
                            "TANDEM_ROCKETMQ_LOCAL_TRANSACTION_LIMIT",
                            "1s"));
            Caller browser = Caller.signedIn(order.url()).with("Accept-Language", "en");
            browser.get("/");
            link.inspectWith((chunk, length) -> {
                if (new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains(Long.toString(orderId))) {
                    link.stall();
                }
                return Verdict.PASS;
            });

            HttpResponse<String> answer =
                    browser.form("/", Map.of("userId", "1001", "orderId", Long.toString(orderId)));

            String page = header(answer, "Location");
            assertRedirect(answer, page);
            HttpResponse<String> unknownWhoAsks = browser.get(page);
            assertPage(unknownWhoAsks, 503, "<html lang=\"en\"");
            assertThat(unknownWhoAsks.body())
                    .as("what this browser keeps in its own cookie, and nothing of the account")
                    .contains(Long.toString(orderId))
                    .doesNotContain(Tandem.user());

            link.inspectWith(Inspector.PASS_ALL);
            link.heal();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertPage(browser.get(page), 503, "The order could not be paid"));
            assertThat(browser.get(page).body())
                    .contains("<html lang=\"en\"", "Find a shipment", Tandem.user(), Long.toString(orderId));
            order.kill();
        }
    }

    @Test
    void anotherProcessRollsBackWhatOneThatWasKilledHadNotCommitted() {
        ServiceProcess doomed = Tandem.services().anotherOrder(Map.of());
        long rollbacks = rollbacks();
        try (RowLock row = new RowLock(Tandem.stack().database(), orderId)) {
            assertThat(Caller.program(doomed.url()).placing(userId, orderId)).isNotDone();
            assertThat(row.awaitWaiting()).isTrue();

            doomed.kill();
        }

        await().atMost(PATIENCE).until(() -> rollbacks() == rollbacks + 1);
        assertThat(Rows.orders(orderId)).isZero();
        assertThat(Rows.shipments(orderId)).isZero();
        assertThat(Caller.program(Tandem.order()).place(userId, orderId).statusCode())
                .isEqualTo(201);
    }

    @Test
    void sigtermFinishesWhatIsUnderWay() throws Exception {
        ServiceProcess leaving = Tandem.services().anotherOrder(RowLock.outlasted(Map.of()));
        CompletableFuture<HttpResponse<String>> answer;
        CompletableFuture<Void> stopped;
        try (RowLock row = new RowLock(Tandem.stack().database(), orderId)) {
            answer = Caller.program(leaving.url()).placing(userId, orderId);
            assertThat(row.awaitWaiting()).isTrue();
            stopped = CompletableFuture.runAsync(leaving::stop);
            await().atMost(PATIENCE).until(() -> !leaving.isReady());
        }

        HttpResponse<String> said = answer.get(20, TimeUnit.SECONDS);
        assertThat(said.statusCode()).as(said.body()).isEqualTo(201);
        stopped.get(40, TimeUnit.SECONDS);
        assertThat(leaving.isAlive()).isFalse();
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
    }

    @Test
    void whoWasToldInDoubtIsToldWhatBecameOfIt() {
        try (FaultyLink link = FaultyLink.to(Tandem.stack().database().port())) {
            // Nothing else of this process commits meanwhile.
            ServiceProcess order = Tandem.services()
                    .anotherOrder(Map.of(
                            "MYSQL_PORT",
                            Integer.toString(link.port()),
                            "TANDEM_REDELIVERY_PUBLISH_EVERY",
                            "1h",
                            "TANDEM_REDELIVERY_SEARCH_EVERY",
                            "1h"));
            Caller caller = Caller.program(order.url());
            link.inspectWith(goneAtTheCommitOf(Long.toString(orderId)));

            HttpResponse<String> answer = caller.place(userId, orderId);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(json(answer).path("status").asText()).isEqualTo("IN_DOUBT");
            String attempt = header(answer, "Location");
            assertThat(attempt)
                    .isEqualTo("/api/attempts/" + json(answer).path("attemptId").asText());
            assertThat(json(caller.get(attempt)).path("status").asText())
                    .as("while MySQL is away")
                    .isEqualTo("IN_DOUBT");

            link.inspectWith(Inspector.PASS_ALL);
            await().atMost(PATIENCE)
                    .until(() -> json(caller.get(attempt)).path("status").asText(), "PLACED"::equals);
            Shipments.awaitCreated(Tandem.order(), userId, orderId);
            order.stop();
        }
    }

    @Test
    void ordersArePlacedWhileLogisticsIsDownAndShippedWhenItIsBack() {
        Caller caller = Caller.program(Tandem.order());
        Tandem.services().logistics().kill();
        try {
            assertThat(caller.place(userId, orderId).statusCode()).isEqualTo(201);
            assertThat(caller.get(Shipments.path(userId, orderId)).statusCode())
                    .as("not forwarded")
                    .isEqualTo(503);
        } finally {
            startAgain(Tandem.services().logistics());
        }

        Shipments.awaitCreated(Tandem.order(), userId, orderId);
    }

    @Test
    void startsWithoutRocketMqSaysSoAndNeedsNoRestartWhenItComes() {
        ServiceProcess order = Tandem.services().order();
        order.stop();
        Tandem.stack().rocketMq().orElseThrow().stop();
        try {
            order.start();
            assertRefusesOrders("RocketMQ producer");
        } finally {
            Tandem.stack().rocketMq().orElseThrow().start();
        }

        assertRecovered();
    }

    @Test
    void startsWithoutMySqlSaysSoAndNeedsNoRestartWhenItComes() {
        ServiceProcess order = Tandem.services().order();
        order.stop();
        Tandem.stack().mySql().orElseThrow().stop();
        try {
            order.start();
            await().atMost(PATIENCE).until(() -> readiness().contains("MySQL"));
            assertThat(order.isReady()).isFalse();
            assertAnswersNothingButUnavailable();
        } finally {
            Tandem.stack().mySql().orElseThrow().start();
        }

        assertRecovered();
    }

    /** Lets the transaction of that message key commit, drops the answer, and everything that is asked after it. */
    private static Inspector goneAtTheCommitOf(String key) {
        AtomicBoolean claimed = new AtomicBoolean();
        AtomicBoolean committed = new AtomicBoolean();
        return (chunk, length) -> {
            String text = new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
            if (committed.get()) {
                return Verdict.CUT_BEFORE;
            }
            if (!claimed.get()) {
                claimed.set(text.contains(key));
                return Verdict.PASS;
            }
            // COM_QUERY is 3 in MySQL's protocol: the statement itself, not another that names the word.
            committed.set(text.contains("\u0003COMMIT"));
            return committed.get() ? Verdict.CUT_AFTER : Verdict.PASS;
        };
    }

    private void assertRefusesOrders(String missing) {
        await().atMost(PATIENCE).until(() -> readiness().contains(missing));
        assertThat(Tandem.services().order().isReady()).isFalse();
        Rows.Counts before = Rows.counts();

        HttpResponse<String> answer = Caller.program(Tandem.order()).place(userId, orderId);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"unavailable\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Rows.counts()).isEqualTo(before);
    }

    private void assertAnswersNothingButUnavailable() {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String path : List.of(
                "/api/orders/" + orderId,
                "/api/attempts/" + UUID.randomUUID(),
                "/api/trace?orderId=" + orderId,
                "/api/consistency",
                Shipments.path(userId, orderId))) {
            answers.add(Caller.program(Tandem.order()).get(path));
        }
        answers.add(Caller.program(Tandem.order()).place(userId, orderId));
        answers.add(Caller.program(Tandem.logistics()).get(Shipments.path(userId, orderId)));

        assertThat(answers).allSatisfy(answer -> {
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
    }

    private void assertRecovered() {
        await().atMost(RECOVERY)
                .until(() -> Tandem.services().order().isReady()
                        && Tandem.services().logistics().isReady());
        assertThat(Caller.program(Tandem.order()).place(userId, orderId).statusCode())
                .isEqualTo(201);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
    }

    private static void startAgain(ServiceProcess service) {
        service.start();
        service.awaitReady(RECOVERY);
    }

    /** What the management port says, or nothing as long as it is closed. */
    private static String readiness() {
        try {
            return Caller.stranger(Tandem.services().order().managementUrl())
                    .get("/q/health/ready")
                    .body();
        } catch (java.io.UncheckedIOException notListening) {
            return "";
        }
    }

    private static long rollbacks() {
        return Rows.number("SELECT COUNT(*) FROM tx_attempt WHERE outcome = 'ROLLBACK'");
    }
}
