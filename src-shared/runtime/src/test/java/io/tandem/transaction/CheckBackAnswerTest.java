package io.tandem.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.AttemptId;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.mysql.SqlFailure;
import java.time.Duration;
import java.time.Instant;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckBackAnswerTest {

    @Test
    void answersWhatTheLedgerDecided() {
        assertThat(CheckBack.resolution(new Settlement.Decided(Outcome.COMMIT)))
                .isEqualTo(TransactionResolution.COMMIT);
        assertThat(CheckBack.resolution(new Settlement.Decided(Outcome.ROLLBACK)))
                .isEqualTo(TransactionResolution.ROLLBACK);
    }

    @ParameterizedTest
    @EnumSource(SqlFailure.class)
    void neverAnswersRollbackOnAnError(SqlFailure failure) {
        assertThat(CheckBack.resolution(new Settlement.Undecided(failure))).isEqualTo(TransactionResolution.UNKNOWN);
    }

    @Test
    void leavesAYoungAttemptAloneAndNoOther() {
        assertThat(isYoung(Duration.ofSeconds(4))).isTrue();
        assertThat(isYoung(Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void takesAnAttemptFromAClockThatIsALittleAheadForYoung() {
        assertThat(isYoung(Duration.ofSeconds(-4))).isTrue();
    }

    @Test
    void decidesAnAttemptFromAClockThatIsFarAheadBeforeTheBrokerGivesUp() {
        assertThat(isYoung(Duration.ofHours(-1))).isFalse();
    }

    /** By the clock of whoever is asked. */
    private static boolean isYoung(Duration age) {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        return CheckBack.isYoung(AttemptId.lowerBound(now.minus(age)), now, Duration.ofSeconds(5));
    }
}
