-- The ledger: one row an attempt, and the row is the decision. Whoever inserts first decides: the local transaction
-- (COMMIT, in the same database transaction as the business rows) or a check-back (ROLLBACK, the fence).
-- The key is a UUIDv7: ordered by time, so rows are appended, and pruned by a range of the key without another index.
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

-- Messages that no retry can help: kept with their reason until somebody looks. Parking the same message again is no new row.
CREATE TABLE parked_message (
    parked_id        BIGINT        NOT NULL AUTO_INCREMENT,
    consumer_group   VARCHAR(128)  NOT NULL,
    message_id       VARCHAR(64)   NOT NULL,
    topic            VARCHAR(128)  NOT NULL,
    tag              VARCHAR(128)  NULL,
    message_key      VARCHAR(128)  NULL,
    attempt_id       BINARY(16)    NULL,
    reason           VARCHAR(64)   NOT NULL,
    detail           VARCHAR(1000) NULL,
    properties       JSON          NOT NULL,
    body             MEDIUMBLOB    NOT NULL,
    delivery_attempt INT           NOT NULL,
    parked_at        DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (parked_id),
    UNIQUE KEY parked_once (consumer_group, message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Sign-ins, shared by both services: signing out deletes the row, and the cookie is dead on both.
-- Only the SHA-256 of the cookie is kept: whoever reads this table cannot sign in with it.
CREATE TABLE web_session (
    session_hash BINARY(32)  NOT NULL,
    account      VARCHAR(64) NOT NULL,
    created_at   DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    seen_at      DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (session_hash),
    KEY web_session_seen (seen_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
