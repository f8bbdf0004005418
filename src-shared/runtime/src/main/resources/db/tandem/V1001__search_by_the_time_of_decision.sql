-- The search and the pruning go by MySQL's clock, the only one that all hosts share: decided_at, not the time in an attempt's id.
-- May be run again after it was cut off: each step asks whether it was done.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'tx_attempt' AND index_name = 'tx_attempt_decided'),
    'DO 0', 'ALTER TABLE tx_attempt ADD KEY tx_attempt_decided (decided_at)');
PREPARE ddl FROM @ddl;
EXECUTE ddl;

-- The search is at (decided_to, searched_to). It begins anew, and finds what an earlier version has passed over.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = 'redelivery_search' AND column_name = 'decided_to'),
    'DO 0', 'ALTER TABLE redelivery_search ADD COLUMN decided_to DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00''');
PREPARE ddl FROM @ddl;
EXECUTE ddl;

INSERT IGNORE INTO redelivery_search (id, searched_to) VALUES (1, UNHEX('00000000000000000000000000000000'));

-- When a record was written, by the same clock.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = 'message_trace' AND column_name = 'written_at'),
    'DO 0', 'ALTER TABLE message_trace ADD COLUMN written_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)');
PREPARE ddl FROM @ddl;
EXECUTE ddl;
DEALLOCATE PREPARE ddl;
