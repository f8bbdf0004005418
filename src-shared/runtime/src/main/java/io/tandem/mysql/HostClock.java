package io.tandem.mysql;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * How far this host's clock is from MySQL's, which decides about the rows that hosts share. A host whose clock is off goes on serving,
 * says so, corrects the times that others read, and deletes nothing.
 */
@Startup
@Singleton
public class HostClock {

    /** Hosts that keep the time differ by milliseconds; from this on a trace is out of order, and a redelivery's margin is used up. */
    static final Duration MOST = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(HostClock.class);
    private static final String NOW = "SELECT CURRENT_TIMESTAMP(6)";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final double MILLIS = 1_000.0;

    private final Pool pool;
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    @Inject
    HostClock(MySqlPools pools, MeterRegistry meters) {
        this(pools.requests(), Clock.systemUTC(), meters);
    }

    HostClock(Pool pool, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        Gauge.builder("tandem.clock.ahead.seconds", this, HostClock::seconds)
                .description("this host's clock, less MySQL's")
                .register(meters);
    }

    /** What was found last; zero before. Negative if this host's clock is behind. */
    public Duration ahead() {
        return ahead;
    }

    /** Whether it was found to be off. */
    public boolean isOff() {
        return ahead.abs().compareTo(MOST) > 0;
    }

    /** That time of this host's, by MySQL's clock as far as it is known. A clock that is right is believed. */
    public Instant byMySql(Instant ours) {
        return isOff() ? ours.minus(ahead) : ours;
    }

    /** Now, likewise. */
    public Instant now() {
        return byMySql(clock.instant());
    }

    /** Compares, and answers whether this host's clock is off. Fails as MySQL fails. */
    public Uni<Boolean> look() {
        return Uni.createFrom().deferred(() -> {
            Instant asked = clock.instant();
            return pool.preparedQuery(NOW)
                    .execute()
                    .map(rows -> rows.iterator().next().getLocalDateTime(0).toInstant(ZoneOffset.UTC))
                    .invoke(theirs -> note(Duration.between(theirs, middle(asked, clock.instant()))))
                    .map(theirs -> isOff());
        });
    }

    @Scheduled(identity = "host-clock", every = "30s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        return look().ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .invoke(away -> LOG.debugf("clock=not-compared cause=%s", away.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void note(Duration now) {
        boolean before = isOff();
        ahead = now;
        if (isOff() != before) {
            LOG.warnf("clock=%s ahead_of_mysql_seconds=%.3f", isOff() ? "off" : "right", seconds());
        }
    }

    private double seconds() {
        return ahead.toMillis() / MILLIS;
    }

    private static Instant middle(Instant one, Instant other) {
        return one.plus(Duration.between(one, other).dividedBy(2));
    }
}
