package io.tandem.logging;

import io.quarkus.logging.LoggingFilter;
import io.tandem.ledger.AttemptId;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Gives a log line that names an attempt a field of that name, so that JSON logs can be searched by it. Beside it stand the trace's
 * id and the span's, where tracing is on. Lets every line pass.
 */
@LoggingFilter(name = "attempt-field")
public final class AttemptField implements Filter {

    /** The field. */
    public static final String NAME = "attempt";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord extended && line.getParameters() != null) {
            for (Object parameter : line.getParameters()) {
                if (parameter instanceof AttemptId attempt) {
                    extended.putMdc(NAME, attempt.toString());
                }
            }
        }
        return true;
    }
}
