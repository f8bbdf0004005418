package io.tandem.local.mysql;

import java.util.List;

/** What a commit waits for. */
public enum Durability {
    /** Redo log and binary log on the disk, and pages written twice, as RDS has it: what a figure for the cloud must be taken with. */
    AS_RDS,
    /** The disk, as in production: a commit survives a power cut. */
    EACH_COMMIT,
    /** The operating system: a commit survives {@code kill -9} of mysqld, and costs a fifth. */
    PROCESS_CRASH;

    private static final String NO_BINARY_LOG = "--skip-log-bin";

    List<String> options() {
        return switch (this) {
            case AS_RDS ->
                List.of(
                        "--innodb-flush-log-at-trx-commit=1",
                        "--innodb-doublewrite=ON",
                        "--log-bin=binlog",
                        "--sync-binlog=1");
            case EACH_COMMIT -> List.of("--innodb-flush-log-at-trx-commit=1", NO_BINARY_LOG);
            case PROCESS_CRASH ->
                List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=OFF", NO_BINARY_LOG);
        };
    }
}
