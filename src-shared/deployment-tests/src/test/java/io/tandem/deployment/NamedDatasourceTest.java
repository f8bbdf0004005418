package io.tandem.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.tandem.transaction.TransactionMessage;
import io.tandem.transaction.TransactionOutcome.Reason;
import io.tandem.transaction.TransactionOutcome.Rejected;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service whose servers are away is built, starts, and says so to its callers. */
class NamedDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(SenderOfPoints.class))
            .overrideConfigKey("quarkus.devservices.enabled", "false")
            .overrideConfigKey("quarkus.datasource.ledger.db-kind", "mysql")
            .overrideConfigKey("quarkus.datasource.ledger.reactive.url", "mysql://127.0.0.1:1/none")
            .overrideConfigKey("tandem.datasource", "ledger")
            .overrideConfigKey("tandem.rocketmq.endpoint", "127.0.0.1:1")
            .overrideConfigKey("tandem.topics.points.topic", "POINTS");

    @Inject
    SenderOfPoints points;

    @Test
    void rejectsWhileTheBrokerIsAway() {
        assertThat(points.messages
                        .send(TransactionMessage.of("R-1", Buffer.buffer()), tx -> {
                            throw new AssertionError("no local transaction without a half message");
                        })
                        .await()
                        .atMost(Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(Reason.BROKER_UNAVAILABLE));
    }
}
