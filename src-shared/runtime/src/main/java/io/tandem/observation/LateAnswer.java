package io.tandem.observation;

import java.util.Arrays;
import java.util.logging.LogRecord;

/**
 * Vert.x' complaint, with a stack trace for each statement, that a MySQL connection which went away failed a statement that had failed
 * already. Its caller was told the first time, and logs that in a line of its own; this one says nothing more.
 */
final class LateAnswer {

    private static final String MESSAGE = "Result is already complete";

    private LateAnswer() {}

    static boolean is(LogRecord line) {
        Throwable thrown = line.getThrown();
        return thrown instanceof IllegalStateException
                && thrown.getMessage() != null
                && thrown.getMessage().startsWith(MESSAGE)
                && Arrays.stream(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("io.vertx.sqlclient.")
                                || frame.getClassName().startsWith("io.vertx.mysqlclient."));
    }
}
