package io.tandem.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.mysql.SqlFailure;
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
}
