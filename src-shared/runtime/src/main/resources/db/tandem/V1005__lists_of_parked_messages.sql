-- Parked messages are looked for by reason, by key and by time, however many there are.
-- May be run again after it was cut off: one statement makes all of them.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'parked_message' AND index_name = 'parked_message_reason'),
    'DO 0', 'ALTER TABLE parked_message ADD KEY parked_message_reason (reason, state),
        ADD KEY parked_message_key (message_key), ADD KEY parked_message_at (parked_at)');
PREPARE ddl FROM @ddl;
EXECUTE ddl;
DEALLOCATE PREPARE ddl;
