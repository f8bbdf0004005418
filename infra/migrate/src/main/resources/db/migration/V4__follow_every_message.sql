-- How the half message of an attempt came to the broker: on the row that is written anyway.
ALTER TABLE tx_attempt
    ADD COLUMN half_stored_at DATETIME(6) NULL,
    ADD COLUMN half_took_us   INT UNSIGNED NULL,
    ADD COLUMN producer       VARCHAR(64) NULL,
    ADD COLUMN broker         VARCHAR(64) NULL;

-- Which process consumed the message, and when it had received it: likewise.
ALTER TABLE logistics
    ADD COLUMN received_at DATETIME(6) NULL,
    ADD COLUMN consumer    VARCHAR(64) NULL;

-- What else happens to a message, written in batches and in nobody's way. No decision stands on it, and losing it loses no order.
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

-- Committed attempts that have no shipment after the grace time, and parked messages to be replayed: what is to be published again.
CREATE TABLE redelivery (
    attempt_id BINARY(16)   NOT NULL,
    order_id   BIGINT       NOT NULL,
    user_id    BIGINT       NOT NULL,
    parked_id  BIGINT       NULL,
    found_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    due_at     DATETIME(6)  NOT NULL,
    times      INT          NOT NULL DEFAULT 0,
    PRIMARY KEY (attempt_id),
    KEY redelivery_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Up to which attempt the search for missing shipments has come. One row; its lock lets one process search at a time.
CREATE TABLE redelivery_search (
    id           TINYINT    NOT NULL,
    searched_to  BINARY(16) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

INSERT INTO redelivery_search (id, searched_to) VALUES (1, UNHEX('00000000000000000000000000000000'));

ALTER TABLE parked_message
    ADD COLUMN state       ENUM ('PARKED', 'REPLAYED', 'DISMISSED') NOT NULL DEFAULT 'PARKED',
    ADD COLUMN resolved_at DATETIME(6) NULL,
    ADD COLUMN resolved_by VARCHAR(64) NULL,
    ADD KEY parked_message_attempt (attempt_id),
    ADD KEY parked_message_state (state, parked_id);

-- Who did what on the consistency console.
CREATE TABLE operator_action (
    action_id BIGINT      NOT NULL AUTO_INCREMENT,
    done_at   DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    account   VARCHAR(64) NOT NULL,
    action    ENUM ('REDELIVER', 'REPLAY', 'DISMISS', 'SEARCH_AGAIN') NOT NULL,
    target    VARCHAR(64) NOT NULL,
    result    VARCHAR(32) NOT NULL,
    PRIMARY KEY (action_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
