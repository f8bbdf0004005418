-- What is published again is known by its attempt; the order behind it stands in its own table.
-- May be run again after it was cut off: a column that is gone already is no error.
SET @ddl = IF(EXISTS(SELECT 1 FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = 'redelivery' AND column_name = 'order_id'),
    'ALTER TABLE redelivery DROP COLUMN order_id, DROP COLUMN user_id', 'DO 0');
PREPARE ddl FROM @ddl;
EXECUTE ddl;
DEALLOCATE PREPARE ddl;
