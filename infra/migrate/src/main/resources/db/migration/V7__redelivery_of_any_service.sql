-- What is published again is known by its attempt; the order behind it stands in its own table.
ALTER TABLE redelivery
    DROP COLUMN order_id,
    DROP COLUMN user_id;
