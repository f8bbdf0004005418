-- One row a paid order. attempt_id ties it to its row in the ledger; idempotency_key is the caller's own, if it sent one.
CREATE TABLE orders (
    order_id        BIGINT      NOT NULL,
    user_id         BIGINT      NOT NULL,
    attempt_id      BINARY(16)  NOT NULL,
    idempotency_key BINARY(16)  NULL,
    created_at      DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (order_id),
    UNIQUE KEY orders_attempt (attempt_id),
    UNIQUE KEY orders_idempotency_key (idempotency_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
