-- An attempt in doubt that no check-back decides any more can be settled on the consistency console.
ALTER TABLE operator_action
    MODIFY action ENUM ('REDELIVER', 'REPLAY', 'DISMISS', 'SEARCH_AGAIN', 'SETTLE') NOT NULL;
