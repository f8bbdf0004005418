package io.tandem.observation;

import io.quarkus.logging.LoggingFilter;
import io.tandem.ledger.AttemptId;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Gives a log line that names an attempt or a trace a field for each, so that JSON logs can be searched by them. Lets every line
 * pass but {@link FailedStart}'s and {@link LateAnswer}'s: a console has one filter.
 */
@LoggingFilter(name = "tandem-fields")
public final class LogFields implements Filter {

    /** The attempt's id. */
    public static final String ATTEMPT = "attempt";

    /** The name that OpenTelemetry's own lines have it under. */
    public static final String TRACE = "traceId";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord extended && line.getParameters() != null) {
            for (Object parameter : line.getParameters()) {
                if (parameter instanceof AttemptId attempt) {
                    extended.putMdc(ATTEMPT, attempt.toString());
                } else if (parameter instanceof TraceId trace) {
                    extended.putMdc(TRACE, trace.toString());
                }
            }
        }
        return FailedStart.isLoggable(line) && !LateAnswer.is(line);
    }
}
