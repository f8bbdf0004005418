package io.tandem.rocketmq;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.rocketmq.shaded.io.grpc.Status;
import org.apache.rocketmq.shaded.io.grpc.StatusRuntimeException;

/** For how long a client's calls have not reached the broker; a client that has not for a while will not soon. */
public final class Reaching {

    /** A broker that is restarted is back by then; with the client's time-outs of 3 s and 8 s all is well again within 30 s. */
    private static final Duration TOO_LONG = Duration.ofSeconds(5);

    private static final long WELL = 0;

    private final AtomicLong lostAt = new AtomicLong(WELL);

    /** A call was answered, whatever the answer. */
    public void answered() {
        if (lostAt.get() != WELL) {
            lostAt.set(WELL);
        }
    }

    /** True if it is time for another client; then a while passes until it is true again. */
    public boolean isLostFor(Throwable failure, long nowNanos) {
        if (!isAbsence(failure)) {
            answered();
            return false;
        }
        long now = nowNanos == WELL ? 1 : nowNanos;
        long since = lostAt.get();
        if (since == WELL) {
            lostAt.compareAndSet(WELL, now);
            return false;
        }
        return now - since > TOO_LONG.toNanos() && lostAt.compareAndSet(since, now);
    }

    /** Whether the broker was not reached, or did not answer in time. */
    public static boolean isAbsence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                Status.Code code = status.getStatus().getCode();
                return code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED;
            }
        }
        return false;
    }
}
