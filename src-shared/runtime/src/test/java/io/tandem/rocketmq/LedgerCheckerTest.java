package io.tandem.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.mysql.SqlFailure;
import java.util.Optional;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerCheckerTest {

    @Test
    void answersWhatTheLedgerDecided() {
        assertThat(LedgerChecker.resolution(Optional.of(Outcome.COMMIT))).isEqualTo(TransactionResolution.COMMIT);
        assertThat(LedgerChecker.resolution(Optional.of(Outcome.ROLLBACK))).isEqualTo(TransactionResolution.ROLLBACK);
    }

    @Test
    void doesNotKnowWhatIsNotDecidedYet() {
        assertThat(LedgerChecker.resolution(new Settlement.Undecided().outcome()))
                .isEqualTo(TransactionResolution.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(SqlFailure.class)
    void neverAnswersRollbackOnAnError(SqlFailure failure) {
        assertThat(LedgerChecker.resolution(new Settlement.Unanswered(failure).outcome()))
                .isEqualTo(TransactionResolution.UNKNOWN);
    }
}
