package io.tandem.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {

    @Test
    void refusingCostsNoStackTrace() {
        assertThat(ProblemException.unavailable("Too many", 1, null).getStackTrace())
                .isEmpty();
        assertThat(new ProblemException(Problem.invalid("wrong")).getStackTrace())
                .isEmpty();
    }

    @Test
    void aDefectOfOursKeepsIts() {
        assertThat(new ProblemException(Problem.ofStatus(500)).getStackTrace()).isNotEmpty();
    }

    @Test
    void whatAnOutageCameFromIsKept() {
        IOException cause = new IOException("reset");

        ProblemException outage = new ProblemException(Problem.unavailable("MySQL is away"), Map.of(), cause);

        assertThat(outage.getCause()).isSameAs(cause);
        assertThat(cause.getStackTrace()).isNotEmpty();
    }
}
