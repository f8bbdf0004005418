package io.tandem.mysql;

import io.vertx.mysqlclient.MySQLException;
import java.util.Optional;

/** Why MySQL does not serve us, in words that name no account and no host. */
public final class Outage {

    private static final String AWAY = "MySQL cannot be reached, or is too slow";

    private Outage() {}

    /** The reason of the latest refusal, if MySQL has refused anything within ten seconds: for what failed and no longer knows why. */
    public static Optional<String> latest() {
        return OutageLog.latest();
    }

    /** The reason of that failure, or of the latest refusal: a connection that was refused leaves behind one that was closed. */
    public static String explained(Throwable failure) {
        return failure instanceof MySQLException ? reason(failure) : latest().orElse(AWAY);
    }

    /** Without a full stop: {@code MySQL does not serve us: its disk is full (error 1021)}. */
    public static String reason(Throwable failure) {
        if (!(failure instanceof MySQLException answer)) {
            return AWAY;
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
