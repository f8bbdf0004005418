package io.tandem.mysql;

import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Says why MySQL does not serve us, with MySQL's own words, whatever becomes of the statement: a line for each number and ten seconds. */
final class OutageLog {

    private static final Logger LOG = Logger.getLogger(OutageLog.class);
    private static final long SILENCE = Duration.ofSeconds(10).toNanos();
    private static final Map<Integer, Long> LAST = new ConcurrentHashMap<>();

    private static volatile Said latest;

    private record Said(String reason, long at) {}

    private OutageLog() {}

    static void note(MySQLException answer) {
        if (SqlFailure.of(answer) != SqlFailure.UNAVAILABLE) {
            return;
        }
        long now = System.nanoTime();
        latest = new Said(Outage.reason(answer), now);
        if (isDue(answer.getErrorCode(), now)) {
            LOG.warnf("mysql=refuses cause=%s", answer.getMessage());
        }
    }

    /** A server or a session that is none for us; said by who found it. */
    static void noteRefused(String reason) {
        latest = new Said(reason, System.nanoTime());
    }

    /** The reason that was noted within the last ten seconds, if any was. */
    static Optional<String> latest() {
        return Optional.ofNullable(latest)
                .filter(said -> System.nanoTime() - said.at() < SILENCE)
                .map(Said::reason);
    }

    private static boolean isDue(int number, long now) {
        Long last = LAST.get(number);
        if (last == null) {
            return LAST.putIfAbsent(number, now) == null;
        }
        return now - last > SILENCE && LAST.replace(number, last, now);
    }
}
