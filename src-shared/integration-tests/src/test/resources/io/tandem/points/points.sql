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

-- What the running service may do with the extension's tables and its own, and no more. DELETE is for pruning.
GRANT SELECT, INSERT, DELETE ON tx_attempt TO 'tandem_points'@'%';
GRANT SELECT ON tx_environment TO 'tandem_points'@'%';
GRANT SELECT, INSERT, DELETE ON message_trace TO 'tandem_points'@'%';
GRANT INSERT ON parked_message TO 'tandem_points'@'%';
GRANT SELECT, INSERT ON points_entry TO 'tandem_points'@'%';
