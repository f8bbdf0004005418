package io.tandem.mysql;

import io.vertx.mysqlclient.MySQLException;

/** Why MySQL does not serve us, in words that name no account and no host. */
public final class Outage {

    private Outage() {}

    /** Without a full stop: {@code MySQL does not serve us: its disk is full (error 1021)}. */
    public static String reason(Throwable failure) {
        if (!(failure instanceof MySQLException answer)) {
            return "MySQL cannot be reached, or is too slow";
        }
        if (SqlFailure.of(failure) != SqlFailure.UNAVAILABLE
                && SqlFailure.of(failure).mayPass()) {
            return "another transaction holds what is to be written (error " + answer.getErrorCode() + ")";
        }
        String words = MySqlError.of(answer).map(MySqlError::words).orElse("");
        return "MySQL does not serve us" + (words.isEmpty() ? "" : ": " + words) + " (error " + answer.getErrorCode()
                + ")";
    }
}
