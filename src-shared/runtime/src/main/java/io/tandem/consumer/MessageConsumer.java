package io.tandem.consumer;

import static java.util.stream.Collectors.partitioningBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tandem.consumer.Received.Judged;
import io.tandem.ledger.Environment;
import io.tandem.mysql.Outage;
import io.tandem.mysql.SqlFailure;
import io.tandem.observation.MessageSpans;
import io.tandem.observation.TracedDeliveries;
import io.tandem.rocketmq.BrokerClient;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.trace.MessageTrace;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.rocketmq.client.apis.consumer.SimpleConsumer;
import org.jboss.logging.Logger;

/**
 * Takes batches from the broker, hands them to the service, and acknowledges each message only after the service has said that its
 * effect is committed. What fails comes again after a pause; what fails for good is parked. When nothing can succeed, what was taken is
 * held and tried again, and nothing more is taken, so that an outage does not use up the deliveries.
 *
 * <p>Each of a few loops runs receive, handle, settle, one after the other, without holding a thread.
 */
public final class MessageConsumer {

    /** Deliveries that a handler is given at once: several messages, or the members of a group. */
    public static final int MOST_AT_ONCE = 128;

    private static final Logger LOG = Logger.getLogger(MessageConsumer.class);
    private static final Duration RECEIVE_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_RECEIVE_PAUSE = Duration.ofSeconds(5);
    private static final Duration TRACE_FLUSH_LIMIT = Duration.ofSeconds(2);
    private static final Duration HELD_PAUSE = Duration.ofSeconds(1);

    private final RocketMqSettings.Consumer settings;
    private final Environment environment;
    private final DeliveryHandler handler;
    private final Settling settling;
    private final MessageTrace trace;
    private final BrokerClient<SimpleConsumer> client;
    private final ReceiveHealth health = new ReceiveHealth();
    private final Phaser loops = new Phaser(1);
    private volatile boolean stopping;

    /** Nothing is received before {@link #start}. */
    public MessageConsumer(
            String topic,
            String group,
            RocketMqSettings settings,
            RocketMqClients clients,
            Environment environment,
            DeliveryHandler handler,
            ParkedMessages parked,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters) {
        this.settings = settings.consumer();
        this.environment = environment;
        this.trace = trace;
        this.handler = TracedDeliveries.of(handler, spans, group);
        this.settling = new Settling(
                new RetryPolicy(
                        this.settings.firstBackOff(),
                        this.settings.longestBackOff(),
                        this.settings.maxDeliveryAttempts()),
                parked,
                trace,
                meters);
        this.client = new BrokerClient<>(
                "consumer",
                settings.endpoint(),
                () -> clients.consumer(topic, group, this.settings.longPolling()),
                this::startLoops);
    }

    /** Returns at once; waits for the broker in the background, and for MySQL if it takes its own environment's messages alone. */
    public void start() {
        if (settings.ownDatabaseOnly()) {
            environment
                    .id()
                    .onFailure()
                    .retry()
                    .withBackOff(HELD_PAUSE, LONGEST_RECEIVE_PAUSE)
                    .until(away -> !stopping)
                    .subscribe()
                    .with(
                            known -> client.start(),
                            stopped -> LOG.infof("consumer=never-started cause=%s", stopped.getMessage()));
        } else {
            client.start();
        }
    }

    /** Whether the broker answered the last receive. */
    public boolean isReceiving() {
        return client.current().isPresent() && health.isGood();
    }

    /** Takes nothing more, lets what was taken be finished for so long at most, then closes the client. */
    public void stop(Duration patience) {
        stopping = true;
        int phase = loops.arrive();
        try {
            loops.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            // Nothing is lost: what was not acknowledged is delivered again.
            LOG.warnf("consumer=stopped-early loops=%d", loops.getUnarrivedParties());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        client.close();
        trace.flush(TRACE_FLUSH_LIMIT);
    }

    private void startLoops(SimpleConsumer consumer) {
        for (int i = 0; i < settings.concurrency(); i++) {
            loops.register();
            loop(consumer).subscribe().with(done -> {}, bug -> LOG.errorf(bug, "consumer=loop-ended"));
        }
    }

    private Uni<Void> loop(SimpleConsumer consumer) {
        return Uni.createFrom()
                .deferred(() -> round(consumer))
                .repeat()
                .until(done -> stopping || isReplaced(consumer))
                .collect()
                .last()
                .onTermination()
                .invoke(loops::arriveAndDeregister)
                .replaceWithVoid();
    }

    private boolean isReplaced(SimpleConsumer consumer) {
        return client.current().filter(current -> current == consumer).isEmpty();
    }

    private Uni<Boolean> round(SimpleConsumer consumer) {
        return Uni.createFrom()
                .completionStage(() -> consumer.receiveAsync(settings.batchSize(), settings.invisible()))
                // Off the client's callback thread.
                .emitOn(Infrastructure.getDefaultExecutor())
                .invoke(health::received)
                .map(views ->
                        views.stream().map(view -> Received.by(consumer, view)).toList())
                .flatMap(this::ours)
                .flatMap(batch -> batch.isEmpty() ? Uni.createFrom().item(true) : consume(batch))
                .onFailure()
                .recoverWithUni(failure -> receiveFailed(consumer, failure));
    }

    /** Puts back what is another environment's. */
    private Uni<List<Received>> ours(List<Received> batch) {
        if (!settings.ownDatabaseOnly() || batch.isEmpty()) {
            return Uni.createFrom().item(batch);
        }
        return environment.id().flatMap(own -> {
            Map<Boolean, List<Received>> foreign = batch.stream()
                    .collect(partitioningBy(one -> environment.isForeign(
                            own, one.view().getProperties(), one.view().getMessageId())));
            return foreign.get(true).isEmpty()
                    ? Uni.createFrom().item(batch)
                    : settling.putBack(foreign.get(true)).replaceWith(foreign.get(false));
        });
    }

    private Uni<Boolean> consume(List<Received> batch) {
        return judge(batch)
                .flatMap(settling::settle)
                .flatMap(open -> open.isEmpty() ? Uni.createFrom().item(true) : hold(open));
    }

    private Uni<Boolean> hold(List<Judged> open) {
        settling.open(open);
        Held held = new Held(received(open), settings.invisible());
        return Uni.createFrom()
                .deferred(() -> tryAgain(held))
                // Not by recursion, whose stack would grow with the outage.
                .repeat()
                .until(over -> over)
                .collect()
                .last()
                .replaceWith(true);
    }

    /** True when nothing is held any more. */
    private Uni<Boolean> tryAgain(Held held) {
        if (stopping) {
            return settling.putBack(held.batch()).replaceWith(true);
        }
        return pause(HELD_PAUSE)
                .flatMap(waited -> held.isDue(System.nanoTime())
                        ? settling.hold(held.batch(), settings.invisible())
                                .invoke(() -> held.extended(System.nanoTime()))
                        : Uni.createFrom().voidItem())
                .flatMap(kept -> judge(held.batch()))
                .flatMap(settling::settle)
                .map(open -> held.keep(received(open)).isEmpty());
    }

    private Uni<List<Judged>> judge(List<Received> batch) {
        return handle(batch.stream()
                        .flatMap(received -> received.deliveries().stream())
                        .toList())
                .map(verdicts -> judged(batch, verdicts));
    }

    private Uni<List<Verdict>> handle(List<Delivery> deliveries) {
        int now = Math.min(deliveries.size(), MOST_AT_ONCE);
        Uni<List<Verdict>> first = handleAtOnce(deliveries.subList(0, now));
        return now == deliveries.size()
                ? first
                : first.flatMap(verdicts -> handle(deliveries.subList(now, deliveries.size()))
                        .map(rest ->
                                Stream.concat(verdicts.stream(), rest.stream()).toList()));
    }

    private Uni<List<Verdict>> handleAtOnce(List<Delivery> deliveries) {
        return Uni.createFrom()
                .deferred(() -> handler.handle(deliveries))
                .onFailure()
                .recoverWithItem(failure -> failed(deliveries, failure));
    }

    private static List<Received> received(List<Judged> batch) {
        return batch.stream().map(Judged::received).toList();
    }

    private Uni<Boolean> receiveFailed(SimpleConsumer consumer, Throwable failure) {
        if (isReplaced(consumer)) {
            return Uni.createFrom().item(true);
        }
        int failures = health.failed();
        Throwable cause = failure instanceof ExecutionException wrapped ? wrapped.getCause() : failure;
        LOG.warnf("consumer=receive-failed failures=%d cause=%s", failures, cause.getMessage());
        if (health.isLostFor(cause)) {
            client.renew();
        }
        Duration pause = RECEIVE_PAUSE.multipliedBy(Math.min(failures, 10));
        return pause(pause.compareTo(LONGEST_RECEIVE_PAUSE) < 0 ? pause : LONGEST_RECEIVE_PAUSE);
    }

    private static List<Judged> judged(List<Received> batch, List<Verdict> verdicts) {
        Iterator<Verdict> next = verdicts.iterator();
        return batch.stream()
                .map(received -> received.judged(received.deliveries().stream()
                        .map(delivery -> next.next())
                        .toList()))
                .toList();
    }

    private static List<Verdict> failed(List<Delivery> batch, Throwable failure) {
        if (SqlFailure.of(failure).mayPass()) {
            return Collections.nCopies(batch.size(), new Verdict.Unavailable(Outage.reason(failure)));
        }
        LOG.errorf(failure, "consumer=handler-failed batch=%d", batch.size());
        return Collections.nCopies(batch.size(), new Verdict.Retry(failure.toString()));
    }

    private static Uni<Boolean> pause(Duration pause) {
        return Uni.createFrom().item(true).onItem().delayIt().by(pause);
    }
}
