package io.tandem.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** One complaint of the pool says nothing new; all others pass. */
class LateAnswerTest {

    private static final StackTraceElement POOL =
            new StackTraceElement("io.vertx.sqlclient.impl.SocketConnectionBase", "handleClose", null, 1);

    @Test
    void whatThePoolSaysTwiceIsNotLogged() {
        assertThat(LateAnswer.is(line(new IllegalStateException("Result is already complete: failed"), POOL)))
                .isTrue();
    }

    @Test
    void theSameFromElsewhereIsLogged() {
        assertThat(LateAnswer.is(line(
                        new IllegalStateException("Result is already complete"),
                        new StackTraceElement("io.tandem.Foo", "bar", null, 1))))
                .isFalse();
        assertThat(LateAnswer.is(line(new IllegalStateException("Pool is closed"), POOL)))
                .isFalse();
        assertThat(LateAnswer.is(new LogRecord(Level.INFO, "outcome=placed"))).isFalse();
    }

    private static LogRecord line(Throwable thrown, StackTraceElement from) {
        thrown.setStackTrace(new StackTraceElement[] {from});
        LogRecord line = new LogRecord(Level.SEVERE, "Unhandled exception");
        line.setThrown(thrown);
        return line;
    }
}
