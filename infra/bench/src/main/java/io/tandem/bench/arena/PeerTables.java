package io.tandem.bench.arena;

import io.tandem.local.mysql.TandemDatabase;
import java.util.ArrayList;
import java.util.List;

/** What the peers need in the database beside Tandem's tables, with the grants that a deployment would give them. */
final class PeerTables {

    private static final String OUTBOX = """
            CREATE TABLE IF NOT EXISTS bench_outbox (
                outbox_id  BIGINT     NOT NULL AUTO_INCREMENT,
                attempt_id BINARY(16) NOT NULL,
                order_id   BIGINT     NOT NULL,
                body       BLOB       NOT NULL,
                PRIMARY KEY (outbox_id)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4""";

    /** Under the name, with the columns and the keys that Seata asks for. */
    private static final String UNDO_LOG = """
            CREATE TABLE IF NOT EXISTS undo_log (
                branch_id     BIGINT       NOT NULL,
                xid           VARCHAR(128) NOT NULL,
                context       VARCHAR(128) NOT NULL,
                rollback_info LONGBLOB     NOT NULL,
                log_status    INT          NOT NULL,
                log_created   DATETIME(6)  NOT NULL,
                log_modified  DATETIME(6)  NOT NULL,
                UNIQUE KEY ux_undo_log (xid, branch_id),
                KEY ix_log_created (log_created)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4""";

    private PeerTables() {}

    static List<String> statements(TandemDatabase database) {
        String order = " TO '" + database.orderAccount().user() + "'@'%'";
        String logistics = " TO '" + database.logisticsAccount().user() + "'@'%'";
        List<String> statements = new ArrayList<>(List.of(OUTBOX, UNDO_LOG));
        statements.add("GRANT SELECT, INSERT, DELETE ON bench_outbox" + order);
        statements.add("GRANT SELECT, INSERT, UPDATE, DELETE ON undo_log" + order);
        statements.add("GRANT SELECT, INSERT, UPDATE, DELETE ON undo_log" + logistics);
        // Seata undoes an insert by a delete; Tandem's services may not delete.
        statements.add("GRANT DELETE ON orders" + order);
        statements.add("GRANT DELETE ON logistics" + logistics);
        return statements;
    }
}
