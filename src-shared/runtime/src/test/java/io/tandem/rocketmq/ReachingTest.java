package io.tandem.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.shaded.io.grpc.Status;
import org.junit.jupiter.api.Test;

class ReachingTest {

    private final Throwable silent = new IllegalStateException(Status.DEADLINE_EXCEEDED.asRuntimeException());

    private final Reaching reaching = new Reaching();

    @Test
    void oneFailureIsNotTooLong() {
        assertThat(lost(silent, 1)).isFalse();
        assertThat(lost(silent, 5)).isFalse();
    }

    @Test
    void failuresForLongerThanARestartAre() {
        lost(silent, 1);

        assertThat(lost(silent, 7)).isTrue();
    }

    @Test
    void theNextClientHasItsTimeToo() {
        lost(silent, 1);
        lost(silent, 7);

        assertThat(lost(silent, 8)).isFalse();
        assertThat(lost(silent, 13)).isTrue();
    }

    @Test
    void anAnswerBetweenBeginsAnew() {
        lost(silent, 1);
        reaching.answered();

        assertThat(lost(silent, 7)).isFalse();
    }

    @Test
    void aRefusalIsAnAnswer() {
        lost(silent, 1);
        lost(new IllegalStateException("no such topic"), 3);

        assertThat(lost(silent, 7)).isFalse();
    }

    private boolean lost(Throwable failure, int second) {
        return reaching.isLostFor(failure, TimeUnit.SECONDS.toNanos(second));
    }
}
