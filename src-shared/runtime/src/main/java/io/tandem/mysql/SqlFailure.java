package io.tandem.mysql;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;

/**
 * What a failed statement means to the protocol. Numbers: MySQL 8.0 Reference Manual, "Server Error Message Reference".
 */
public enum SqlFailure {
    /** 1062: the row is there already; another transaction was first. */
    DUPLICATE_KEY,
    /** 1205: the row is locked by a transaction that is still open. InnoDB undid the statement, not the transaction. */
    LOCK_WAIT_TIMEOUT,
    /** 1213: InnoDB rolled the whole transaction back; it may be tried again. */
    DEADLOCK,
    /** Anything the same statement may survive later: connection lost or refused, no free connection, read-only, shutting down. */
    UNAVAILABLE,
    /** Anything else: a statement that is wrong, a right that is missing. */
    OTHER;

    /** Whether the same statement may succeed later, so that nothing is wrong with what was asked for. */
    public boolean mayPass() {
        return this == LOCK_WAIT_TIMEOUT || this == DEADLOCK || this == UNAVAILABLE;
    }

    /** Never null. */
    public static SqlFailure of(Throwable failure) {
        if (!(failure instanceof MySQLException answer)) {
            return isAbsence(failure) ? UNAVAILABLE : OTHER;
        }
        return switch (answer.getErrorCode()) {
            case 1062 -> DUPLICATE_KEY;
            case 1205 -> LOCK_WAIT_TIMEOUT;
            case 1213 -> DEADLOCK;
            // too many connections; shutting down (two numbers); killed (session, query); read-only (two); time limit;
            // max_user_connections; offline mode
            case 1040, 1053, 1077, 1317, 3169, 1290, 1836, 3024, 1203, 3032 -> UNAVAILABLE;
            default -> OTHER;
        };
    }

    /** Connection refused, lost, or not to be had in time. Any other exception is a fault of the program, and no outage. */
    private static boolean isAbsence(Throwable failure) {
        return !(failure instanceof RuntimeException)
                || failure instanceof VertxException
                || failure instanceof TimeoutException;
    }
}
