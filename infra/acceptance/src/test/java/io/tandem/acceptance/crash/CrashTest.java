package io.tandem.acceptance.crash;

import static io.tandem.acceptance.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.local.run.ServiceProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Processes that die, servers that are away: nobody is told wrong, nothing is lost, and nothing needs a hand to recover. */
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
            ServiceProcess doomed =
                    Tandem.services().anotherOrder(Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:" + link.port()));
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
        ServiceProcess leaving = Tandem.services().anotherOrder(Map.of());
        CompletableFuture<HttpResponse<String>> answer;
        CompletableFuture<Void> stopped;
        try (RowLock row = new RowLock(Tandem.stack().database(), orderId)) {
            answer = Caller.program(leaving.url()).placing(userId, orderId);
            assertThat(row.awaitWaiting()).isTrue();
            stopped = CompletableFuture.runAsync(leaving::stop);
            await().atMost(PATIENCE).until(() -> !leaving.isReady());
        }

        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        stopped.get(40, TimeUnit.SECONDS);
        assertThat(leaving.isAlive()).isFalse();
        Shipments.awaitCreated(Tandem.order(), userId, orderId);
    }

    @Test
    void ordersArePlacedWhileLogisticsIsDownAndShippedWhenItIsBack() {
        Caller caller = Caller.program(Tandem.order());
        Tandem.services().logistics().kill();
        try {
            assertThat(caller.place(userId, orderId).statusCode()).isEqualTo(201);
            assertThat(caller.get(Shipments.path(userId, orderId)).statusCode())
                    .as("forwarded to nobody")
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

    /** What the management port says, or nothing as long as nobody listens there. */
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
