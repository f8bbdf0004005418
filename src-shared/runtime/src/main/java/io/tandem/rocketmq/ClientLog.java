package io.tandem.rocketmq;

import org.apache.rocketmq.shaded.org.slf4j.ILoggerFactory;
import org.apache.rocketmq.shaded.org.slf4j.IMarkerFactory;
import org.apache.rocketmq.shaded.org.slf4j.Marker;
import org.apache.rocketmq.shaded.org.slf4j.event.Level;
import org.apache.rocketmq.shaded.org.slf4j.helpers.BasicMarkerFactory;
import org.apache.rocketmq.shaded.org.slf4j.helpers.LegacyAbstractLogger;
import org.apache.rocketmq.shaded.org.slf4j.helpers.MessageFormatter;
import org.apache.rocketmq.shaded.org.slf4j.helpers.NOPMDCAdapter;
import org.apache.rocketmq.shaded.org.slf4j.spi.MDCAdapter;
import org.apache.rocketmq.shaded.org.slf4j.spi.SLF4JServiceProvider;
import org.jboss.logging.Logger;

/**
 * Sends what the RocketMQ client logs to the service's own log. The client brings a logging library and an SLF4J of its own, which
 * write into the home directory and do not go into a native image; this takes their place.
 */
public final class ClientLog implements SLF4JServiceProvider {

    /** What {@code LoggerFactory} of SLF4J 2 asks for. */
    private static final String API_VERSION = "2.0.99";

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return ToOurs::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return API_VERSION;
    }

    @Override
    public void initialize() {
        // Nothing to prepare: the log is there.
    }

    private static final class ToOurs extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient Logger ours;

        ToOurs(String newName) {
            name = newName;
            ours = Logger.getLogger(newName);
        }

        @Override
        public boolean isTraceEnabled() {
            return ours.isTraceEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return ours.isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return ours.isInfoEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return ours.isEnabled(Logger.Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return ours.isEnabled(Logger.Level.ERROR);
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable cause) {
            String text = arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments);
            ours.log(Logger.Level.valueOf(level.name()), text, cause);
        }
    }
}
