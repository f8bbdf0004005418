-- One row a shipment. The primary key is what makes a redelivery harmless.
CREATE TABLE logistics (
    order_id         BIGINT      NOT NULL,
    user_id          BIGINT      NOT NULL,
    attempt_id       BINARY(16)  NOT NULL,
    message_id       VARCHAR(64) NOT NULL,
    delivery_attempt INT         NOT NULL,
    created_at       DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
