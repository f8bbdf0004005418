-- The ledger. It must stand in the database of the business rows: one database transaction writes both.
CREATE TABLE tx_attempt (
    attempt_id  BINARY(16)                                             NOT NULL,
    outcome     ENUM ('COMMIT', 'ROLLBACK')                            NOT NULL,
    decided_by  ENUM ('LOCAL_TRANSACTION', 'PRODUCER', 'CHECK_BACK')   NOT NULL,
    decided_at  DATETIME(6)                                            NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    message_key VARCHAR(128)                                           NULL,
    subject     VARCHAR(64)                                            NULL,
    message_id  VARCHAR(64)                                            NULL,
    reason      VARCHAR(64)                                            NULL,
    PRIMARY KEY (attempt_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- The business row. Its primary key is what lets one attempt win.
CREATE TABLE points_entry (
    receipt    VARCHAR(64) NOT NULL,
    member_id  BIGINT      NOT NULL,
    points     INT         NOT NULL,
    attempt_id BINARY(16)  NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (receipt),
    UNIQUE KEY points_entry_attempt (attempt_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What the running service may do, and no more. DELETE is for pruning.
GRANT SELECT, INSERT, DELETE ON tx_attempt TO 'tandem_points'@'%';
GRANT SELECT, INSERT ON points_entry TO 'tandem_points'@'%';
