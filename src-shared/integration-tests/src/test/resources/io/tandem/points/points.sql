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
    -- how the half message came to the broker, for people
    half_stored_at DATETIME(6)                                         NULL,
    half_took_us   INT UNSIGNED                                        NULL,
    producer       VARCHAR(64)                                         NULL,
    broker         VARCHAR(64)                                         NULL,
    PRIMARY KEY (attempt_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What happens to messages, for people: written in batches, in nobody's way.
CREATE TABLE message_trace (
    trace_id         BIGINT       NOT NULL AUTO_INCREMENT,
    attempt_id       BINARY(16)   NOT NULL,
    message_key      VARCHAR(128) NULL,
    message_id       VARCHAR(64)  NULL,
    step             ENUM ('HALF_MESSAGE', 'LOCAL_TRANSACTION', 'COMMIT', 'ROLLBACK', 'CHECK_BACK', 'DELIVERY', 'REDELIVERY') NOT NULL,
    result           VARCHAR(32)  NOT NULL,
    began_at         DATETIME(6)  NOT NULL,
    took_us          BIGINT       NULL,
    host             VARCHAR(64)  NOT NULL,
    peer             VARCHAR(64)  NULL,
    delivery_attempt INT          NULL,
    detail           VARCHAR(255) NULL,
    PRIMARY KEY (trace_id),
    KEY message_trace_attempt (attempt_id),
    KEY message_trace_key (message_key),
    KEY message_trace_message (message_id),
    KEY message_trace_result (result, began_at)
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
GRANT INSERT ON message_trace TO 'tandem_points'@'%';
GRANT SELECT, INSERT ON points_entry TO 'tandem_points'@'%';
