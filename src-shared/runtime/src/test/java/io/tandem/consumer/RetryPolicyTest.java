package io.tandem.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), LONGEST, 5);

    @Test
    void doublesThePauseWithEachDelivery() {
        assertThat(policy.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.pauseAfter(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.pauseAfter(4)).isEqualTo(Duration.ofSeconds(8));
    }

    @Property
    void neverPausesLongerThanTheLongestNorShorterThanBefore(@ForAll @IntRange(min = 1, max = 10_000) int delivery) {
        assertThat(policy.pauseAfter(delivery)).isLessThanOrEqualTo(LONGEST);
        assertThat(policy.pauseAfter(delivery + 1)).isGreaterThanOrEqualTo(policy.pauseAfter(delivery));
    }

    @Test
    void retriesUntilTheLastDeliveryAndThenParks() {
        assertThat(policy.afterFailure(4, "lock")).isEqualTo(new Verdict.Retry("lock"));
        assertThat(policy.afterFailure(5, "lock")).isEqualTo(new Verdict.Park("retries-exhausted", "lock"));
    }

    @Test
    void refusesAPolicyThatMakesNoSense() {
        assertThatThrownBy(() -> new RetryPolicy(Duration.ZERO, LONGEST, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(LONGEST, Duration.ofSeconds(1), 5))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
