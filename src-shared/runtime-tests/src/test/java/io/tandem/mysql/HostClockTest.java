package io.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.testing.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host whose clock is off says so, and stays ready. */
@Tag("servers")
class HostClockTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Seconds: half of what an answer takes a busy machine. */
    private static final double NEAR = 5;

    private static Node node;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void connect() {
        node = Node.on("NO_TOPIC").with("tandem.mysql.connect-timeout", "20s").build();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void oneThatIsRightIsSaidNothingOf() {
        HostClock clock = clock(Duration.ZERO);

        assertThat(clock.look().await().atMost(LIMIT)).isFalse();

        assertThat(metric()).isBetween(-NEAR, NEAR);
        assertThat(readiness(clock).getData()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {691_200, -600, 20, -20})
    void oneThatIsOffIsAMetricAndDataOfReadiness(long ahead) {
        HostClock clock = clock(Duration.ofSeconds(ahead));

        assertThat(clock.look().await().atMost(LIMIT)).isTrue();

        assertThat(metric()).isBetween(ahead - NEAR, ahead + NEAR);
        HealthCheckResponse readiness = readiness(clock);
        assertThat(readiness.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat((Long) readiness.getData().orElseThrow().get("clockAheadSeconds"))
                .isBetween(ahead - (long) NEAR, ahead + (long) NEAR);
    }

    private double metric() {
        return meters.get("tandem.clock.ahead.seconds").gauge().value();
    }

    private HostClock clock(Duration ahead) {
        return new HostClock(node.pool(), Clock.offset(Clock.systemUTC(), ahead), meters);
    }

    private static HealthCheckResponse readiness(HostClock clock) {
        return new MySqlReadiness(node.pools(), clock, List.of()).call().await().atMost(LIMIT);
    }
}
