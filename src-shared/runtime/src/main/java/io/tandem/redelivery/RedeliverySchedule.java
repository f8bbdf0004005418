package io.tandem.redelivery;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tandem.mysql.MySqlPools;
import io.tandem.mysql.NeededTable;
import io.tandem.producer.Republisher;
import io.tandem.rocketmq.RocketMqSettings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Lets the redelivery run now and then, each part once at a time; in a process that publishes, of a service that says how. */
@Singleton
class RedeliverySchedule {

    private static final Logger LOG = Logger.getLogger(RedeliverySchedule.class);

    private final Optional<Redelivery> redelivery;
    private final Map<String, String> failing = new ConcurrentHashMap<>();

    RedeliverySchedule(
            MySqlPools pools,
            Instance<Republisher> republisher,
            @All List<CommittedMessages> kinds,
            RedeliverySettings settings,
            RocketMqSettings rocketMq) {
        this.redelivery = kinds.isEmpty() || !republisher.isResolvable()
                ? Optional.empty()
                : Optional.of(new Redelivery(
                        pools.requests(), republisher.get(), kinds, settings, rocketMq.localTransactionLimit()));
    }

    /** Where it is, readiness asks for what it needs: without it what is lost stays lost. */
    @Produces
    @Singleton
    NeededTable found() {
        return redelivery.map(any -> DueMessages.TABLE).orElse(NeededTable.NONE);
    }

    @Produces
    @Singleton
    NeededTable searched() {
        return redelivery.map(any -> MissingEffects.SEARCH).orElse(NeededTable.NONE);
    }

    @Scheduled(
            identity = "redelivery-search",
            every = "${tandem.redelivery.search-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> search() {
        return run("search", Redelivery::search);
    }

    @Scheduled(
            identity = "redelivery-publish",
            every = "${tandem.redelivery.publish-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publish() {
        return run("publish", Redelivery::publish);
    }

    void stop(@Observes ShutdownEvent event) {
        redelivery.ifPresent(Redelivery::stop);
    }

    /** One line until it works again, or fails otherwise. */
    private void failed(String part, String cause) {
        if (!cause.equals(failing.put(part, cause))) {
            LOG.warnf("redelivery=%s-failed cause=%s", part, cause);
        }
    }

    private Uni<Void> run(String part, Function<Redelivery, Uni<Integer>> work) {
        return redelivery
                .map(work)
                .orElseGet(() -> Uni.createFrom().item(0))
                .invoke(() -> failing.remove(part))
                .onFailure()
                .invoke(away -> failed(part, String.valueOf(away.getMessage())))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
