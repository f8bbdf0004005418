package io.tandem.order.forward;

import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;

/** What is said when the logistics service does not answer. */
public final class LogisticsAway {

    private static final String DETAIL = "The logistics service cannot be reached";

    private static final int RETRY_SECONDS = 2;

    private LogisticsAway() {}

    static ProblemException because(Throwable cause) {
        return ProblemException.unavailable(DETAIL, RETRY_SECONDS, cause);
    }

    /** Whether a problem says so. */
    public static boolean is(Problem problem) {
        return DETAIL.equals(problem.detail());
    }
}
