package io.tandem.ledger;

import io.tandem.mysql.SqlFailure;

/** How a local transaction ended, as far as the connection that ran it could see. */
public sealed interface LocalResult<T> {

    /** MySQL acknowledged the commit. */
    record Committed<T>(T value) implements LocalResult<T> {}

    /** The caller's work failed; all of it was rolled back. */
    record Failed<T>(Throwable cause) implements LocalResult<T> {}

    /** The attempt had been decided before; the work did not run. */
    record Fenced<T>() implements LocalResult<T> {}

    /** Nothing was written and nothing will be: COMMIT was never sent. */
    record NotCommitted<T>(SqlFailure why) implements LocalResult<T> {}

    /** COMMIT was sent and no answer came: only the ledger knows. */
    record Unknown<T>(T value) implements LocalResult<T> {}
}
