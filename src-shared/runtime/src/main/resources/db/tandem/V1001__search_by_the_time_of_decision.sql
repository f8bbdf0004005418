-- The search and the pruning go by MySQL's clock, the only one that all hosts share: decided_at, not the time in an attempt's id.
ALTER TABLE tx_attempt
    ADD KEY tx_attempt_decided (decided_at);

-- The search is at (decided_to, searched_to). It begins anew, and finds what an earlier version has passed over.
ALTER TABLE redelivery_search
    ADD COLUMN decided_to DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00';

INSERT IGNORE INTO redelivery_search (id, searched_to) VALUES (1, UNHEX('00000000000000000000000000000000'));

-- When a record was written, by the same clock.
ALTER TABLE message_trace
    ADD COLUMN written_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6);
