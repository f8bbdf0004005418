package io.tandem.retention;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.LedgerPruning;
import io.tandem.mysql.HostClock;
import io.tandem.mysql.MySqlPools;
import io.tandem.trace.TraceRecords;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Prunes the ledger and the trace, from soon after the start on, in a process that has a ledger. Several processes may do so at once:
 * they delete the same rows, once; one whose host's clock is off deletes none. Built at the start, which fails if less is to be kept than the broker keeps.
 */
@Startup
@Singleton
class Pruning {

    private static final Logger LOG = Logger.getLogger(Pruning.class);

    private final Instance<Ledger> ledger;
    private final HostClock clock;
    private final LedgerSettings settings;
    private final LedgerPruning pruning;
    private final TraceRecords traces;

    Pruning(Instance<Ledger> ledger, LedgerSettings settings, MySqlPools pools, HostClock clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.settings = settings;
        this.pruning =
                new LedgerPruning(pools.requests(), settings.keep(), settings.brokerRetention(), Clock.systemUTC());
        this.traces = new TraceRecords(pools.requests());
    }

    @Scheduled(
            identity = "ledger-pruning",
            every = "${tandem.ledger.prune-every}",
            delayed = "10s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        if (!ledger.isResolvable()) {
            return Uni.createFrom().voidItem();
        }
        return clock.look()
                .flatMap(off -> off ? Uni.createFrom().voidItem() : forget())
                .onFailure()
                .invoke(failure -> LOG.warnf("ledger=pruning-failed cause=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> forget() {
        return pruning.prune()
                .invoke(rows -> log("ledger", rows))
                .flatMap(pruned -> traces.forget(settings.keep(), Clock.systemUTC()))
                .invoke(rows -> log("trace", rows))
                .replaceWithVoid();
    }

    private static void log(String table, long rows) {
        if (rows > 0) {
            LOG.infof("%s=pruned rows=%d", table, rows);
        }
    }
}
