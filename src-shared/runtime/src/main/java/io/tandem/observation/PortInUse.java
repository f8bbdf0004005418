package io.tandem.observation;

import java.net.BindException;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * A start that ends because a port is taken says so in one line. Quarkus says it in three for its main port, one of which advises
 * {@code kill -9}, and in a stack trace of sixty for the management port.
 */
final class PortInUse {

    private static final String LOGGER = "io.quarkus.runtime.Application";
    private static final String ADVICE = "Use 'ss -anop";
    private static final String BAD_ADVICE = "You can try to kill it";

    private PortInUse() {}

    /** Whether the line is to be written; one that is may have been changed. */
    static boolean isLoggable(LogRecord line) {
        if (!LOGGER.equals(line.getLoggerName()) || line.getMessage() == null) {
            return true;
        }
        if (line instanceof ExtLogRecord failure && isBindFailure(failure.getThrown())) {
            failure.setMessage(
                    "Cannot start. " + saying(failure.getThrown()) + ": the port is in use by another process",
                    ExtLogRecord.FormatStyle.NO_FORMAT);
            failure.setThrown(null);
        }
        return !line.getMessage().startsWith(ADVICE) && !line.getMessage().startsWith(BAD_ADVICE);
    }

    private static boolean isBindFailure(Throwable failure) {
        return failure != null && (failure instanceof BindException || isBindFailure(failure.getCause()));
    }

    /** What is said just above the bare "Address already in use". */
    private static String saying(Throwable failure) {
        return failure.getCause() == null || failure.getCause() instanceof BindException
                ? failure.getMessage()
                : saying(failure.getCause());
    }
}
