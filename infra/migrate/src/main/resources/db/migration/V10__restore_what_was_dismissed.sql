-- A parked message that was dismissed can be taken back on the consistency console. May be run again: the same definition twice is no
-- change.
ALTER TABLE operator_action
    MODIFY action ENUM ('REDELIVER', 'REPLAY', 'DISMISS', 'SEARCH_AGAIN', 'SETTLE', 'RESTORE') NOT NULL;
