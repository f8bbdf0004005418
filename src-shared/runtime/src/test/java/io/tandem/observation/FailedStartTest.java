package io.tandem.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailedStartTest {

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

    static Stream<Arguments> ofOthers() {
        return Stream.of(
                arguments(new IllegalArgumentException("TANDEM_X must be less"), "TANDEM_X must be less"),
                arguments(new ConfigurationException("two\nlines"), "two lines"),
                arguments(new UnknownHostException("no.such.host"), "UnknownHostException: no.such.host"),
                arguments(new NoSuchFileException("/no/key"), "NoSuchFileException: /no/key"));
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void aSettingOrWhatIsOutsideIsOneLine(Throwable root, String why) {
        ExtLogRecord line = line(APPLICATION, "Failed to start application");
        line.setThrown(new RuntimeException("Failed to start quarkus", new ExecutionException(root)));

        assertThat(new LogFields().isLoggable(line)).isTrue();
        assertThat(line.getMessage()).isEqualTo("Cannot start. " + why);
        assertThat(line.getThrown()).isNull();
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
                Level.ERROR, message, ExtLogRecord.FormatStyle.NO_FORMAT, FailedStartTest.class.getName());
        line.setLoggerName(logger);
        return line;
    }
}
