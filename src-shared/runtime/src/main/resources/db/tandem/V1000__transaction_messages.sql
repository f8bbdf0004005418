-- The tables of the extension, in the database of the business rows: one database transaction writes both.
-- Flyway finds them in db/tandem; other tools take these files as plain SQL, in the order of their numbers.
-- The numbers leave 1 to 999 to the service. A database that has the tables already keeps them as they are.

-- The ledger: one row an attempt, and the row is the decision. Whichever is inserted first decides: the local transaction's
-- (COMMIT, in the same database transaction as the business rows) or a check-back's (ROLLBACK, the fence).
CREATE TABLE IF NOT EXISTS tx_attempt (
    attempt_id     BINARY(16)                                           NOT NULL,
    outcome        ENUM ('COMMIT', 'ROLLBACK')                          NOT NULL,
    decided_by     ENUM ('LOCAL_TRANSACTION', 'PRODUCER', 'CHECK_BACK') NOT NULL,
    decided_at     DATETIME(6)                                          NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    message_key    VARCHAR(128)                                         NULL,
    subject        VARCHAR(64)                                          NULL,
    message_id     VARCHAR(64)                                          NULL,
    reason         VARCHAR(64)                                          NULL,
    half_stored_at DATETIME(6)                                          NULL,
    half_took_us   INT UNSIGNED                                         NULL,
    producer       VARCHAR(64)                                          NULL,
    broker         VARCHAR(64)                                          NULL,
    PRIMARY KEY (attempt_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Messages that no retry can help, with the reason, until a person has looked. Parking the same message again is no new row.
CREATE TABLE IF NOT EXISTS parked_message (
    parked_id        BIGINT                                    NOT NULL AUTO_INCREMENT,
    consumer_group   VARCHAR(128)                              NOT NULL,
    message_id       VARCHAR(64)                               NOT NULL,
    topic            VARCHAR(128)                              NOT NULL,
    tag              VARCHAR(128)                              NULL,
    message_key      VARCHAR(128)                              NULL,
    attempt_id       BINARY(16)                                NULL,
    reason           VARCHAR(64)                               NOT NULL,
    detail           VARCHAR(1000)                             NULL,
    properties       JSON                                      NOT NULL,
    body             MEDIUMBLOB                                NOT NULL,
    delivery_attempt INT                                       NOT NULL,
    parked_at        DATETIME(6)                               NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    state            ENUM ('PARKED', 'REPLAYED', 'DISMISSED')  NOT NULL DEFAULT 'PARKED',
    resolved_at      DATETIME(6)                               NULL,
    resolved_by      VARCHAR(64)                               NULL,
    PRIMARY KEY (parked_id),
    UNIQUE KEY parked_once (consumer_group, message_id),
    KEY parked_message_attempt (attempt_id),
    KEY parked_message_state (state, parked_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What happens to messages, for people, written in batches. No decision stands on it, and losing it loses no message.
CREATE TABLE IF NOT EXISTS message_trace (
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

-- Committed attempts whose effect has not arrived after the grace time, and parked messages to be replayed: what is to be
-- published again.
CREATE TABLE IF NOT EXISTS redelivery (
    attempt_id BINARY(16)  NOT NULL,
    parked_id  BIGINT      NULL,
    found_at   DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    due_at     DATETIME(6) NOT NULL,
    times      INT         NOT NULL DEFAULT 0,
    PRIMARY KEY (attempt_id),
    KEY redelivery_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- How far the search for missing effects has come. One row; its lock lets one process search at a time.
CREATE TABLE IF NOT EXISTS redelivery_search (
    id          TINYINT    NOT NULL,
    searched_to BINARY(16) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
