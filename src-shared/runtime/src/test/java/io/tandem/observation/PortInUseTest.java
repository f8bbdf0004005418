package io.tandem.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.util.concurrent.ExecutionException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class PortInUseTest {

    private static final String APPLICATION = "io.quarkus.runtime.Application";

    @Test
    void theManagementPortIsNamedInOneLine() {
        ExtLogRecord line = line(APPLICATION, "Failed to start application");
        line.setThrown(new RuntimeException(
                "Failed to start quarkus",
                new ExecutionException(new IllegalStateException(
                        "Unable to start the management interface on 127.0.0.1:9080",
                        new BindException("Address already in use")))));

        assertThat(new LogFields().isLoggable(line)).isTrue();
        assertThat(line.getMessage())
                .isEqualTo("Cannot start. Unable to start the management interface on 127.0.0.1:9080:"
                        + " the port is in use by another process");
        assertThat(line.getThrown()).isNull();
    }

    @Test
    void nobodyIsAdvisedToKill() {
        assertThat(new LogFields().isLoggable(line(APPLICATION, "You can try to kill it with 'kill -9 <pid>'.")))
                .isFalse();
        assertThat(new LogFields().isLoggable(line(APPLICATION, "Port %s seems to be in use by another process.")))
                .isTrue();
    }

    @Test
    void everyOtherFailureKeepsItsTrace() {
        ExtLogRecord line = line(APPLICATION, "Failed to start application");
        IllegalStateException fault = new IllegalStateException("a fault of the program");
        line.setThrown(fault);

        assertThat(new LogFields().isLoggable(line)).isTrue();
        assertThat(line.getThrown()).isSameAs(fault);
    }

    private static ExtLogRecord line(String logger, String message) {
        ExtLogRecord line = new ExtLogRecord(
                Level.ERROR, message, ExtLogRecord.FormatStyle.NO_FORMAT, PortInUseTest.class.getName());
        line.setLoggerName(logger);
        return line;
    }
}
