package io.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "1062, DUPLICATE_KEY",
        "1205, LOCK_WAIT_TIMEOUT",
        "1213, DEADLOCK",
        "1040, UNAVAILABLE",
        "1290, UNAVAILABLE",
        "1053, UNAVAILABLE",
        "1064, OTHER",
        "1142, OTHER"
    })
    void namesWhatMySqlSaid(int number, SqlFailure meaning) {
        assertThat(SqlFailure.of(new MySQLException("said", number, "HY000"))).isEqualTo(meaning);
    }

    @Test
    void takesALostConnectionForAnOutage() {
        assertThat(SqlFailure.of(ClosedConnectionException.INSTANCE)).isEqualTo(SqlFailure.UNAVAILABLE);
        assertThat(SqlFailure.of(new ConnectException("refused"))).isEqualTo(SqlFailure.UNAVAILABLE);
    }

    @Test
    void doesNotTakeAFaultOfTheProgramForAnOutage() {
        assertThat(SqlFailure.of(new NullPointerException())).isEqualTo(SqlFailure.OTHER);
    }
}
