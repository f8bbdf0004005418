-- Which environment this database is of, so that one that shares a broker's topic with others tells its own messages from theirs.
-- May be run again after it was cut off. The id is made once, and by one server: replicas write the same.
CREATE TABLE IF NOT EXISTS tx_environment (
    only_row TINYINT UNSIGNED NOT NULL DEFAULT 1 PRIMARY KEY,
    id       CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    CONSTRAINT tx_environment_has_one_row CHECK (only_row = 1)
);
SET @environment = UUID();
INSERT IGNORE INTO tx_environment (id) VALUES (@environment);
