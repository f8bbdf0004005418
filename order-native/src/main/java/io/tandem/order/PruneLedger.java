package io.tandem.order;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerPruning;
import io.tandem.trace.TraceRecords;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Prunes the ledger now and then, and the trace of the same attempts. Several processes may do so at once: they delete the same
 * rows, once.
 */
@Singleton
class PruneLedger {

    private static final Logger LOG = Logger.getLogger(PruneLedger.class);

    private final Vertx vertx;
    private final LedgerSettings settings;
    private final LedgerPruning pruning;
    private final TraceRecords traces;
    private long timer;

    PruneLedger(Vertx vertx, LedgerSettings settings, Pool pool) {
        this.vertx = vertx;
        this.settings = settings;
        this.pruning = new LedgerPruning(pool, settings.keep(), settings.brokerRetention(), Clock.systemUTC());
        this.traces = new TraceRecords(pool);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(settings.pruneEvery().toMillis(), tick -> prune());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void prune() {
        pruning.prune()
                .invoke(rows -> LOG.infof("ledger=pruned rows=%d", rows))
                .flatMap(
                        rows -> traces.forget(AttemptId.lowerBound(Instant.now().minus(settings.keep()))))
                .subscribe()
                .with(
                        rows -> LOG.infof("trace=pruned rows=%d", rows),
                        failure -> LOG.warnf("ledger=pruning-failed cause=%s", failure.getMessage()));
    }
}
