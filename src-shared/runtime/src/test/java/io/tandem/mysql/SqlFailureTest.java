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
        "1142, UNAVAILABLE",
        "1406, REFUSED_DATA",
        "1064, FAULT"
    })
    void namesWhatMySqlSaid(int number, SqlFailure meaning) {
        assertThat(SqlFailure.of(new MySQLException("said", number, "HY000"))).isEqualTo(meaning);
    }

    @Test
    void takesWhatItDoesNotKnowForAnOutage() {
        assertThat(SqlFailure.of(new MySQLException("said", 65_000, "HY000"))).isEqualTo(SqlFailure.UNAVAILABLE);
    }

    @Test
    void takesALostConnectionForAnOutage() {
        assertThat(SqlFailure.of(ClosedConnectionException.INSTANCE)).isEqualTo(SqlFailure.UNAVAILABLE);
        assertThat(SqlFailure.of(new ConnectException("refused"))).isEqualTo(SqlFailure.UNAVAILABLE);
    }

    @Test
    void doesNotTakeAFaultOfTheProgramForAnOutage() {
        assertThat(SqlFailure.of(new NullPointerException())).isEqualTo(SqlFailure.FAULT);
    }

    @Test
    void tellsOperatorsWhyWithoutMySqlsOwnWords() {
        assertThat(Outage.reason(new MySQLException("Access denied for user 'x'@'y'", 1045, "28000")))
                .isEqualTo("MySQL does not serve us: user or password is not accepted (error 1045)");
        assertThat(Outage.reason(new MySQLException("secret", 65_000, "HY000")))
                .isEqualTo("MySQL does not serve us (error 65000)");
        assertThat(Outage.reason(new ConnectException("secret"))).isEqualTo("MySQL cannot be reached, or is too slow");
    }
}
