package io.tandem.mysql;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import java.util.Set;

/** What a failed statement means to the protocol. Which of MySQL's error numbers means what: {@link MySqlError}. */
public enum SqlFailure {
    /** The row is there already; another transaction was first. */
    DUPLICATE_KEY,
    /** The row is locked by a transaction that is still open. InnoDB undid the statement, not the transaction. */
    LOCK_WAIT_TIMEOUT,
    /** InnoDB rolled the whole transaction back; it may be tried again. */
    DEADLOCK,
    /** A value or a row that MySQL does not take, now or later. */
    REFUSED_DATA,
    /**
     * MySQL does not serve us: connection lost or refused, an account's limit, a right or a table that is missing, read-only, disk
     * full. Nothing is wrong with what was asked for, and it heals without a new program.
     */
    UNAVAILABLE,
    /** The program is wrong: an exception of its own, or a statement that no server can carry out. */
    FAULT;

    /** Whether the same statement may succeed later, so that nothing is wrong with what was asked for. */
    public boolean mayPass() {
        return this == LOCK_WAIT_TIMEOUT || this == DEADLOCK || this == UNAVAILABLE;
    }

    /** Never null. An error that is not known is an outage: one that is, wrongly taken for a fault, uses up deliveries. */
    public static SqlFailure of(Throwable failure) {
        if (failure instanceof MySQLException answer) {
            return MySqlError.of(answer).map(MySqlError::meaning).orElseGet(() -> ofClass(answer.getSqlState()));
        }
        return isAbsence(failure) ? UNAVAILABLE : FAULT;
    }

    /** Of a number that the table does not have: data exceptions, constraints and what a trigger signals are of the data (SQL:2016, 24.1). */
    private static SqlFailure ofClass(String sqlState) {
        String kind = sqlState == null || sqlState.length() < 2 ? "" : sqlState.substring(0, 2);
        return Set.of("22", "23", "45").contains(kind) ? REFUSED_DATA : UNAVAILABLE;
    }

    /** Connection refused, lost, or not to be had in time. Any other exception is a fault of the program, and no outage. */
    private static boolean isAbsence(Throwable failure) {
        return !(failure instanceof RuntimeException)
                || failure instanceof VertxException
                || failure instanceof TimeoutException;
    }
}
