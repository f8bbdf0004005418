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
 *   <li>the SQL mode of MySQL 8.0: strict, so that a value that does not fit is an error, and quotes mean what they mean in the
 *       statements;
 *   <li>no limit on rows and joins: a search whose result is cut short would pass over what is missing;
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

    /** MySQL 8.0's default, in the order in which it is shown. */
    private static final String MODE = "'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
            + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    /** DEFAULT would be the server's. */
    private static final String ALL_ROWS = "18446744073709551615";

    private static final String WHATEVER_THE_SERVER_SAYS =
            ", transaction_isolation='READ-COMMITTED', transaction_read_only=0, completion_type='NO_CHAIN', unique_checks=1"
                    + ", sql_mode=" + MODE
                    + ", sql_select_limit=" + ALL_ROWS + ", sql_big_selects=1, sql_safe_updates=0, sql_auto_is_null=0"
                    + ", character_set_client='utf8mb4', character_set_connection='utf8mb4', character_set_results='utf8mb4'"
                    + ", time_zone='+00:00'";

    /** A proxy between may take SET and keep it to itself. */
    private static final String HAD =
            "SELECT @@transaction_isolation = 'READ-COMMITTED' AND @@transaction_read_only = 0 AND @@completion_type = 'NO_CHAIN'"
                    + " AND @@unique_checks = 1 AND @@sql_mode = " + MODE
                    + " AND @@sql_select_limit = " + ALL_ROWS + " AND @@sql_safe_updates = 0 AND @@sql_auto_is_null = 0"
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
