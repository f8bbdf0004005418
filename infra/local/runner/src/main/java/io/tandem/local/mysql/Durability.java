package io.tandem.local.mysql;

import java.util.List;

/** What a commit waits for. */
public enum Durability {
    /** The disk, as in production: a commit survives a power cut. */
    EACH_COMMIT,
    /** The operating system: a commit survives {@code kill -9} of mysqld, and costs a fifth. */
    PROCESS_CRASH;

    List<String> options() {
        return switch (this) {
            case EACH_COMMIT -> List.of("--innodb-flush-log-at-trx-commit=1");
            case PROCESS_CRASH -> List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=OFF");
        };
    }
}
