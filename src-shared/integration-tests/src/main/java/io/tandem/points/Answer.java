package io.tandem.points;

import io.tandem.transaction.TransactionOutcome;

/** What a caller is told. Whatever it is, it stays true. */
record Answer(int status, String attempt, String outcome) {

    static Answer of(TransactionOutcome<?> outcome) {
        String attempt = outcome.attemptId().toString();
        return outcome.fold(
                committed -> new Answer(201, attempt, "granted"),
                rolledBack -> rolledBack.isDuplicate()
                        ? new Answer(409, attempt, "receipt used before")
                        : new Answer(500, attempt, "not granted"),
                rejected -> new Answer(503, attempt, "try again: " + rejected.reason()),
                inDoubt -> new Answer(202, attempt, "ask later"));
    }
}
