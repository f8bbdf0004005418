package io.tandem.mysql;

import java.time.Duration;

/**
 * What a session is set to, whatever the server's own defaults are: a parameter group with {@code autocommit=0} would otherwise
 * undo in silence what was acknowledged. A connection on which it cannot be set is not used.
 *
 * <ul>
 *   <li>a short {@code wait_timeout}: a client that vanished must not keep its claim's lock for hours;
 *   <li>a bounded lock wait;
 *   <li>READ COMMITTED: no gap locks between neighbouring keys, and each statement sees what is committed;
 *   <li>strict: a value that does not fit is an error, and not another value;
 *   <li>unique keys are checked, by which one attempt wins; COMMIT ends a transaction and begins none;
 *   <li>UTC, and text in UTF-8.
 * </ul>
 */
final class SessionState {

    /**
     * One kind of session.
     *
     * @param set the statement that makes it
     * @param had answers 1 if it was made, which server made it, and under which number
     * @param committing whether each statement commits
     */
    record Statements(String set, String had, boolean committing) {}

    private static final String WHATEVER_THE_SERVER_SAYS =
            ", transaction_isolation='READ-COMMITTED', transaction_read_only=0, completion_type='NO_CHAIN', unique_checks=1"
                    + ", sql_mode=CONCAT_WS(',', NULLIF(@@SESSION.sql_mode, ''), 'STRICT_TRANS_TABLES')"
                    + ", character_set_client='utf8mb4', character_set_connection='utf8mb4', character_set_results='utf8mb4'"
                    + ", time_zone='+00:00'";

    /** A proxy between may take SET and keep it to itself. */
    private static final String HAD =
            "SELECT @@transaction_isolation = 'READ-COMMITTED' AND @@transaction_read_only = 0 AND @@completion_type = 'NO_CHAIN'"
                    + " AND @@unique_checks = 1 AND FIND_IN_SET('STRICT_TRANS_TABLES', @@sql_mode) > 0"
                    + " AND @@character_set_client = 'utf8mb4' AND @@character_set_connection = 'utf8mb4'"
                    + " AND @@character_set_results = 'utf8mb4' AND @@time_zone = '+00:00'";

    private final Duration timeout;

    SessionState(Duration timeout) {
        this.timeout = timeout;
    }

    /** Each statement is committed by itself. */
    Statements committing(Duration lockWait) {
        return statements(lockWait, 1);
    }

    /** Only COMMIT commits. */
    Statements notCommitting(Duration lockWait) {
        return statements(lockWait, 0);
    }

    private Statements statements(Duration lockWait, int autocommit) {
        return new Statements(
                "SET SESSION wait_timeout=" + timeout.toSeconds() + ", innodb_lock_wait_timeout=" + lockWait.toSeconds()
                        + WHATEVER_THE_SERVER_SAYS + ", autocommit=" + autocommit,
                HAD + " AND @@wait_timeout = " + timeout.toSeconds() + " AND @@innodb_lock_wait_timeout = "
                        + lockWait.toSeconds() + " AND @@autocommit = " + autocommit
                        + ", @@server_uuid, CONNECTION_ID()",
                autocommit == 1);
    }
}
