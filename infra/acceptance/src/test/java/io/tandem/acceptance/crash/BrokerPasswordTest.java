package io.tandem.acceptance.crash;

import static io.tandem.acceptance.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.broker.BrokerAccount;
import io.tandem.local.broker.ClientAccess;
import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new password of RocketMQ's account needs no restart: of services of their own, at a broker as the cloud offers it. */
class BrokerPasswordTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration SHIPPED = Duration.ofSeconds(40);

    private final long userId = Tandem.freshNumber();

    @TempDir
    Path folder;

    private Path password;
    private RocketMqServer broker;
    private ServiceProcess logistics;
    private ServiceProcess order;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        password = Files.writeString(folder.resolve("password"), "first");
        broker = RocketMqServer.start(RocketMqConfig.in(folder.resolve("rocketmq"))
                .withAccess(ClientAccess.guarded("127.0.0.1", new BrokerAccount("tandem", "first"))));
        Map<String, String> environment = Map.of(
                "APP_DEMO_ROCKETMQ_ENDPOINT",
                broker.endpoint(),
                "APP_DEMO_ROCKETMQ_USERNAME",
                "tandem",
                "APP_DEMO_ROCKETMQ_PASSWORD",
                "",
                "APP_DEMO_ROCKETMQ_PASSWORD_FILE",
                password.toString(),
                "TANDEM_ROCKETMQ_TLS",
                "on");
        logistics = Tandem.services().anotherLogistics(environment);
        order = Tandem.services().anotherOrder(environment);
        caller = Caller.program(order.url());
    }

    @AfterEach
    void stop() {
        order.stop();
        logistics.stop();
        broker.close();
    }

    @Test
    void ordersGoOnWithTheNewPasswordAndNoneIsLost() throws IOException {
        assertShipped(place());

        broker.changePassword(new BrokerAccount("tandem", "second"));
        long between = Tandem.freshNumber();
        assertProblem(caller.place(userId, between), 503, "unavailable");
        replace("second");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(caller.place(userId, between).statusCode()).isEqualTo(201));
        assertShipped(between);
        assertShipped(place());
        await().atMost(SOON).until(order::isReady);
        await().atMost(SOON).until(logistics::isReady);
    }

    private long place() {
        long orderId = Tandem.freshNumber();
        assertThat(caller.place(userId, orderId).statusCode()).isEqualTo(201);
        return orderId;
    }

    private static void assertShipped(long orderId) {
        await().atMost(SHIPPED).until(() -> Rows.shipments(orderId) == 1);
    }

    /** As the documentation says: written beside it, then moved. */
    private void replace(String secret) throws IOException {
        Files.move(Files.writeString(folder.resolve("new"), secret), password, StandardCopyOption.REPLACE_EXISTING);
    }
}
