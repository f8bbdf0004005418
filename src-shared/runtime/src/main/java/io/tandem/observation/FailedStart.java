package io.tandem.observation;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.BindException;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * A start that ends because of a setting or of what is there outside says so in one line. Quarkus says it in a stack trace of a
 * hundred lines or two; of a port that is taken in three, one of which advises {@code kill -9}.
 */
final class FailedStart {

    private static final String LOGGER = "io.quarkus.runtime.Application";
    private static final String ADVICE = "Use 'ss -anop";
    private static final String BAD_ADVICE = "You can try to kill it";

    private FailedStart() {}

    /** Whether the line is to be written; one that is may have been changed. */
    static boolean isLoggable(LogRecord line) {
        if (!LOGGER.equals(line.getLoggerName()) || line.getMessage() == null) {
            return true;
        }
        if (line instanceof ExtLogRecord failure && failure.getThrown() != null) {
            if (isBindFailure(failure.getThrown())) {
                say(failure, saying(failure.getThrown()) + ": the port is in use by another process");
            } else if (isOfOthers(root(failure.getThrown()))) {
                say(failure, text(root(failure.getThrown())));
            }
        }
        return !line.getMessage().startsWith(ADVICE) && !line.getMessage().startsWith(BAD_ADVICE);
    }

    private static void say(ExtLogRecord failure, String why) {
        failure.setMessage("Cannot start. " + why, ExtLogRecord.FormatStyle.NO_FORMAT);
        failure.setThrown(null);
    }

    /** What is thrown where a value, a file, a host is not as it must be. All else is a fault of the program, and keeps its trace. */
    private static boolean isOfOthers(Throwable root) {
        return root instanceof IllegalArgumentException
                || root instanceof ConfigurationException
                || root instanceof IOException;
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    /** Of a file or a host the exception says just the name. */
    private static String text(Throwable root) {
        String message = String.valueOf(root.getMessage()).replaceAll("\\R", " ");
        return root instanceof IOException ? root.getClass().getSimpleName() + ": " + message : message;
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
