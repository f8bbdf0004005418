-- Attempts that are not at their end are found in the index, without reading the records of those that are.
-- May be run again after it was cut off: one statement does all of it.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'message_trace' AND index_name = 'message_trace_open'),
    'DO 0', 'ALTER TABLE message_trace ADD KEY message_trace_open (result, began_at, step, attempt_id),
        DROP KEY message_trace_result');
PREPARE ddl FROM @ddl;
EXECUTE ddl;
DEALLOCATE PREPARE ddl;
