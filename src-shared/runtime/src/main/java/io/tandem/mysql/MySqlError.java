package io.tandem.mysql;

import static io.tandem.mysql.SqlFailure.DEADLOCK;
import static io.tandem.mysql.SqlFailure.DUPLICATE_KEY;
import static io.tandem.mysql.SqlFailure.FAULT;
import static io.tandem.mysql.SqlFailure.LOCK_WAIT_TIMEOUT;
import static io.tandem.mysql.SqlFailure.REFUSED_DATA;
import static io.tandem.mysql.SqlFailure.UNAVAILABLE;

import io.vertx.mysqlclient.MySQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The table of meanings. Source: MySQL 8.0 Error Message Reference, "Server Error Message Reference", whose names these are without
 * their {@code ER_}. What is not in it is an outage; the outages are in it for what they tell an operator, and for whether their
 * connection can still serve.
 */
enum MySqlError {
    DUP_ENTRY(1062, DUPLICATE_KEY),
    DUP_ENTRY_WITH_KEY_NAME(1586, DUPLICATE_KEY),

    LOCK_WAIT_TIMEOUT_(1205, LOCK_WAIT_TIMEOUT),
    LOCK_NOWAIT(3572, LOCK_WAIT_TIMEOUT),
    LOCK_DEADLOCK(1213, DEADLOCK),

    BAD_NULL(1048, REFUSED_DATA),
    NO_REFERENCED_ROW(1216, REFUSED_DATA),
    ROW_IS_REFERENCED(1217, REFUSED_DATA),
    WARN_DATA_OUT_OF_RANGE(1264, REFUSED_DATA),
    WARN_DATA_TRUNCATED(1265, REFUSED_DATA),
    TRUNCATED_WRONG_VALUE(1292, REFUSED_DATA),
    INVALID_CHARACTER_STRING(1300, REFUSED_DATA),
    TRUNCATED_WRONG_VALUE_FOR_FIELD(1366, REFUSED_DATA),
    DATA_TOO_LONG(1406, REFUSED_DATA),
    DATETIME_FUNCTION_OVERFLOW(1441, REFUSED_DATA),
    ROW_IS_REFERENCED_2(1451, REFUSED_DATA),
    NO_REFERENCED_ROW_2(1452, REFUSED_DATA),
    NO_PARTITION_FOR_GIVEN_VALUE(1526, REFUSED_DATA),
    SIGNAL_EXCEPTION(1644, REFUSED_DATA),
    DATA_OUT_OF_RANGE(1690, REFUSED_DATA),
    INVALID_JSON_TEXT(3140, REFUSED_DATA),
    CHECK_CONSTRAINT_VIOLATED(3819, REFUSED_DATA),

    NON_UNIQ(1052, FAULT),
    PARSE_ERROR(1064, FAULT),
    EMPTY_QUERY(1065, FAULT),
    NONUNIQ_TABLE(1066, FAULT),
    FIELD_SPECIFIED_TWICE(1110, FAULT),
    INVALID_GROUP_FUNC_USE(1111, FAULT),
    WRONG_VALUE_COUNT_ON_ROW(1136, FAULT),
    MIX_OF_GROUP_FUNC_AND_FIELDS(1140, FAULT),
    WRONG_ARGUMENTS(1210, FAULT),
    OPERAND_COLUMNS(1241, FAULT),
    SUBQUERY_NO_1_ROW(1242, FAULT),
    UNSUPPORTED_PS(1295, FAULT),
    SP_DOES_NOT_EXIST(1305, FAULT),
    PS_MANY_PARAM(1390, FAULT),
    WRONG_PARAMCOUNT_TO_NATIVE_FCT(1582, FAULT),

    CON_COUNT(1040, "max_connections is reached"),
    TOO_MANY_USER_CONNECTIONS(1203, "max_user_connections is reached"),
    USER_LIMIT_REACHED(1226, "a limit of our account is reached"),
    MAX_PREPARED_STMT_COUNT_REACHED(1461, "max_prepared_stmt_count is reached"),
    ACCESS_DENIED(1045, "user or password is not accepted"),
    ACCOUNT_HAS_BEEN_LOCKED(3118, "our account is locked"),
    MUST_CHANGE_PASSWORD_LOGIN(1862, "our account's password has expired"),
    MUST_CHANGE_PASSWORD(1820, "our account's password has expired"),
    HOST_NOT_PRIVILEGED(1130, "our account may not connect from this host"),
    HOST_IS_BLOCKED(1129, "this host is blocked after too many connection errors"),
    DBACCESS_DENIED(1044, "our account has no right to the database"),
    TABLEACCESS_DENIED(1142, "our account lacks a right to a table"),
    COLUMNACCESS_DENIED(1143, "our account lacks a right to a column"),
    SPECIFIC_ACCESS_DENIED(1227, "our account lacks a right"),
    BAD_DB(1049, "the database does not exist"),
    NO_SUCH_TABLE(1146, "a table does not exist: the migration has not run"),
    BAD_FIELD(1054, "a column does not exist: the migration has not run"),
    DISK_FULL(1021, "its disk is full"),
    RECORD_FILE_FULL(1114, "its disk or a table's space is full"),
    ERROR_ON_WRITE(1026, "it cannot write to its disk"),
    GET_ERRNO(1030, "its storage engine fails"),
    OUTOFMEMORY(1037, "it has no memory"),
    OUT_OF_SORTMEMORY(1038, "it has no memory to sort"),
    OUT_OF_RESOURCES(1041, "it has no memory"),
    NET_PACKET_TOO_LARGE(1153, "max_allowed_packet is too small"),
    NEW_ABORTING_CONNECTION(1184, "it ended the session at its begin: init_connect fails, perhaps"),
    LOCK_TABLE_FULL(1206, "InnoDB has no memory for more locks"),
    CANT_UPDATE_WITH_READLOCK(1223, "tables are locked"),
    NOT_SUPPORTED_AUTH_MODE(1251, "our account signs in by a plugin that we do not have"),
    NO_DEFAULT_FOR_FIELD(1364, "a table has a column that we do not know and that has no default"),
    TOO_MANY_CONCURRENT_TRXS(1637, "InnoDB has too many open transactions"),
    BINLOG_STMT_MODE_AND_ROW_ENGINE(1665, "binlog_format must be ROW"),
    SECURE_TRANSPORT_REQUIRED(3159, "it asks for TLS: set MYSQL_SSL_MODE"),
    SCHEMA_READ_ONLY(3989, "the database is read-only"),
    SERVER_ISNT_AVAILABLE(3168, "it is starting or stopping"),
    BLOCKED_BY_PASSWORD_LOCK(3955, "our account is locked after too many wrong passwords"),
    QUERY_INTERRUPTED(1317, "a statement was killed"),
    QUERY_TIMEOUT(3024, "a statement took longer than max_execution_time"),

    SERVER_SHUTDOWN(1053, "it is shutting down", true),
    NORMAL_SHUTDOWN(1077, "it is shutting down", true),
    SESSION_WAS_KILLED(3169, "the session was killed", true),
    CLIENT_INTERACTION_TIMEOUT(4031, "the session was silent for too long", true),
    SERVER_OFFLINE_MODE(3032, "it is in offline mode", true),
    OPTION_PREVENTS_STATEMENT(1290, "it is read-only", true),
    READ_ONLY_MODE(1836, "it is read-only", true),
    CANT_EXECUTE_IN_READ_ONLY_TRANSACTION(1792, "the session is read-only", true),
    BEFORE_DML_VALIDATION_ERROR(3098, "the replication group does not let us write here", true),
    RUN_HOOK_ERROR(3100, "the replication group does not let us write here", true),
    INNODB_READ_ONLY(1874, "it is read-only", true),
    INNODB_FORCED_RECOVERY(1881, "it is being recovered", true),
    UNKNOWN_COM_ERROR(1047, "the node is not ready", true),
    UNKNOWN_STMT_HANDLER(1243, "something between us mixes sessions", true);

    private static final Map<Integer, MySqlError> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(error -> error.number, Function.identity()));

    private final int number;
    private final SqlFailure meaning;
    private final String words;
    private final boolean spent;

    MySqlError(int number, SqlFailure meaning) {
        this(number, meaning, "", false);
    }

    MySqlError(int number, String words) {
        this(number, UNAVAILABLE, words, false);
    }

    MySqlError(int number, String words, boolean spent) {
        this(number, UNAVAILABLE, words, spent);
    }

    MySqlError(int number, SqlFailure meaning, String words, boolean spent) {
        this.number = number;
        this.meaning = meaning;
        this.words = words;
        this.spent = spent;
    }

    /** Empty if the table does not have it. */
    static Optional<MySqlError> of(MySQLException answer) {
        return Optional.ofNullable(BY_NUMBER.get(answer.getErrorCode()));
    }

    int number() {
        return number;
    }

    SqlFailure meaning() {
        return meaning;
    }

    /** What an operator is told, beside the number; empty where nothing is to be done. MySQL's own text names accounts and hosts. */
    String words() {
        return words;
    }

    /** Whether the connection that said so is not the one to ask again: another may reach a server that does serve. */
    boolean isOfTheConnection() {
        return spent;
    }
}
