package io.tandem.console.trace;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.HostClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells each page that shows an attempt that there is something new, until there is no more to come.
 *
 * <p>Invariant: however many look at one attempt, MySQL is asked once each interval; there are at most so many lookers; each is sent away
 * after a while (a browser comes again by itself); and none holds up a stop.
 */
@Singleton
public class LiveTraces {

    private static final Logger LOG = Logger.getLogger(LiveTraces.class);

    /** People do not see more; each time it is four small reads by key. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** Also how long a browser that vanished without a word is spoken to. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Each is an idle connection, and at most so many attempts are looked up each interval. */
    public static final int MOST_LOOKERS = 64;

    /** Earlier than {@code Draining}, which waits for the requests under way: the streams are among them. */
    private static final int BEFORE_DRAINING = 100;

    private final Traces traces;
    private final HostClock clock;
    private final Map<AttemptId, Multi<AttemptTrace>> watched = new ConcurrentHashMap<>();
    private final Set<MultiEmitter<?>> lookers = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_LOOKERS);
    private volatile boolean stopping;

    public LiveTraces(Traces traces, HostClock clock) {
        this.traces = traces;
        this.clock = clock;
    }

    /** Sends everybody away: a browser comes again, to a process that stays. */
    void stop(@Observes @Priority(BEFORE_DRAINING) ShutdownDelayInitiatedEvent event) {
        stopping = true;
        lookers.forEach(MultiEmitter::complete);
    }

    /**
     * The attempt as it is now, then each time that something has changed; ends when there is nothing more to come. Empty if there
     * are too many who look already. Must be subscribed to, once.
     */
    public Optional<Multi<AttemptTrace>> watch(AttemptId id) {
        if (!room.tryAcquire()) {
            return Optional.empty();
        }
        AtomicBoolean gone = new AtomicBoolean();
        return Optional.of(Multi.createFrom()
                .<AttemptTrace>emitter(emitter -> look(id, emitter), BackPressureStrategy.LATEST)
                .skip()
                .repetitions()
                .select()
                .first(LONGEST)
                .onTermination()
                .invoke(() -> {
                    if (gone.compareAndSet(false, true)) {
                        room.release();
                    }
                }));
    }

    private void look(AttemptId id, MultiEmitter<? super AttemptTrace> emitter) {
        lookers.add(emitter);
        Cancellable shared = watched.computeIfAbsent(id, this::poll)
                .subscribe()
                .with(emitter::emit, emitter::fail, emitter::complete);
        emitter.onTermination(() -> {
            lookers.remove(emitter);
            shared.cancel();
        });
        if (stopping) {
            emitter.complete();
        }
    }

    private Multi<AttemptTrace> poll(AttemptId id) {
        return Multi.createBy()
                .repeating()
                .uni(() -> traces.ofAttempt(id))
                .withDelay(INTERVAL)
                .whilst(this::isUnderWay)
                .onItem()
                .transformToIterable(found -> found.stream().toList())
                .onFailure()
                .invoke(away -> LOG.warnf("trace=watch-failed attempt=%s cause=%s", id, away.getMessage()))
                .onFailure()
                .recoverWithCompletion()
                .onTermination()
                .invoke(() -> watched.remove(id))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** What nothing is known of may become known: another process may have been asked for it. */
    private boolean isUnderWay(Optional<AttemptTrace> found) {
        return found.filter(trace -> trace.isSettled(clock.now())).isEmpty();
    }
}
