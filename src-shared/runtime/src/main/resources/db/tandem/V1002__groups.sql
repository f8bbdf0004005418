-- Attempts that share one half message and one local transaction. The row of the first decides for all, and says how many they are;
-- the rows of the others name it. May be run again after it was cut off: each step asks whether it was done.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = 'tx_attempt' AND column_name = 'group_id'),
    'DO 0', 'ALTER TABLE tx_attempt ADD COLUMN group_id BINARY(16) NULL, ADD COLUMN group_size SMALLINT UNSIGNED NULL');
PREPARE ddl FROM @ddl;
EXECUTE ddl;

-- Several of one message may be parked, each once.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'parked_message' AND index_name = 'parked_once' AND seq_in_index = 3),
    'DO 0', 'ALTER TABLE parked_message DROP KEY parked_once, ADD UNIQUE KEY parked_once (consumer_group, message_id, (COALESCE(attempt_id, 0x00)))');
PREPARE ddl FROM @ddl;
EXECUTE ddl;
DEALLOCATE PREPARE ddl;
