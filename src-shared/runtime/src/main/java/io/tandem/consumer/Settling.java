package io.tandem.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Received.Judged;
import io.tandem.mysql.Outage;
import io.tandem.mysql.SqlFailure;
import io.tandem.observation.TraceId;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import io.tandem.transaction.MessageProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Does to each delivery what its verdict says: acknowledge, put back for later, park and acknowledge, or leave it open. */
final class Settling {

    private static final Logger LOG = Logger.getLogger(Settling.class);

    private final RetryPolicy retries;
    private final ParkedMessages parked;
    private final MessageTrace trace;
    private final MeterRegistry meters;

    Settling(RetryPolicy retries, ParkedMessages parked, MessageTrace trace, MeterRegistry meters) {
        this.retries = retries;
        this.parked = parked;
        this.trace = trace;
        this.meters = meters;
        List.of("done", "retry", "park", "unavailable").forEach(this::deliveries);
        List.of("acknowledge", "put-back", "hold").forEach(this::unacknowledged);
    }

    /** Never fails: what could not be settled is delivered again. The answer is what stays open, because MySQL is away. */
    Uni<List<Judged>> settle(List<Judged> batch) {
        return Uni.join()
                .all(batch.stream().map(this::settle).toList())
                .andFailFast()
                .map(open -> open.stream().flatMap(Optional::stream).toList());
    }

    /** Notes of each that it stays open, and why. */
    void open(List<Judged> batch) {
        batch.forEach(open -> open.outage()
                .ifPresent(
                        away -> open.received().deliveries().forEach(delivery -> note(delivery, away, away.reason()))));
    }

    /** Keeps the messages from being delivered again for so long. Never fails. */
    Uni<Void> hold(List<Received> batch, Duration invisible) {
        return all(batch, received -> told("hold", received, received.invisibleFor(invisible)));
    }

    /** Leaves the messages to other consumers. Never fails. */
    Uni<Void> putBack(List<Received> batch) {
        return all(batch, this::putBack);
    }

    private static Uni<Void> all(List<Received> batch, Function<Received, Uni<Void>> what) {
        return Uni.join().all(batch.stream().map(what).toList()).andFailFast().replaceWithVoid();
    }

    /** Parks first: what cannot be stored for now keeps the whole message open, with nothing said of its other deliveries. */
    private Uni<Optional<Judged>> settle(Judged judged) {
        if (judged.outage().isPresent()) {
            return Uni.createFrom().item(Optional.of(judged));
        }
        Received received = judged.received();
        List<Uni<Verdict>> each = new ArrayList<>();
        for (int i = 0; i < judged.verdicts().size(); i++) {
            each.add(parked(received.deliveries().get(i), judged.verdicts().get(i)));
        }
        return Uni.join()
                .all(each)
                .andFailFast()
                .map(received::judged)
                .flatMap(done -> done.outage().isPresent()
                        ? Uni.createFrom().item(Optional.of(done))
                        : close(done).replaceWith(Optional.empty()));
    }

    /** The verdict that can be carried out. What MySQL refuses to store is left to the broker, which delivers it again. */
    private Uni<Verdict> parked(Delivery delivery, Verdict judged) {
        Verdict verdict = judged instanceof Verdict.Retry retry
                ? retries.afterFailure(delivery.deliveryAttempt(), retry.reason())
                : judged;
        if (!(verdict instanceof Verdict.Park park)) {
            return Uni.createFrom().item(verdict);
        }
        return parked.park(delivery, park)
                .<Verdict>replaceWith(park)
                .onFailure(failure -> SqlFailure.of(failure).mayPass())
                .recoverWithItem(away -> new Verdict.Unavailable(Outage.reason(away)))
                .onFailure()
                .recoverWithItem(refused -> new Verdict.Retry("not parked: " + refused.getMessage()));
    }

    /** Acknowledged when each of its deliveries is done or parked; if it comes again, those that were done are found done. */
    private Uni<Void> close(Judged judged) {
        Received received = judged.received();
        boolean again = false;
        for (int i = 0; i < judged.verdicts().size(); i++) {
            again |= report(received.deliveries().get(i), judged.verdicts().get(i));
        }
        return again ? putBack(received) : told("acknowledge", received, received.acknowledge());
    }

    /** Whether the delivery has to come again. */
    private boolean report(Delivery delivery, Verdict verdict) {
        return verdict.fold(new Verdict.Cases<>(
                done -> {
                    count(done);
                    if (done.before()) {
                        trace(delivery, "DUPLICATE", null);
                    }
                    return false;
                },
                retry -> {
                    note(delivery, retry, retry.reason());
                    return true;
                },
                park -> {
                    note(delivery, park, park.reason());
                    return false;
                },
                away -> true));
    }

    private Uni<Void> putBack(Received received) {
        Duration pause = retries.pauseAfter(received.view().getDeliveryAttempt());
        return told("put-back", received, received.invisibleFor(pause));
    }

    /** If the broker does not hear it, the message comes again when its invisible time is over. */
    private Uni<Void> told(String what, Received received, Uni<Void> telling) {
        return telling.onFailure().recoverWithItem(failure -> {
            unacknowledged(what).increment();
            LOG.warnf(
                    "consumer=%s-failed message=%s cause=%s",
                    what, received.view().getMessageId(), failure.getMessage());
            return null;
        });
    }

    private void count(Verdict verdict) {
        deliveries(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT)).increment();
    }

    private void note(Delivery delivery, Verdict verdict, String reason) {
        count(verdict);
        log(delivery, verdict);
        trace(delivery, verdict.getClass().getSimpleName().toUpperCase(Locale.ROOT), reason);
    }

    private Counter deliveries(String verdict) {
        return meters.counter("tandem.deliveries", "verdict", verdict);
    }

    private Counter unacknowledged(String call) {
        return meters.counter("tandem.consumer.unacknowledged", "call", call);
    }

    private void trace(Delivery delivery, String result, String detail) {
        delivery.attemptId()
                .ifPresent(
                        attempt -> trace.add(TraceRecord.of(attempt, TraceStep.DELIVERY, result, delivery.receivedAt())
                                .ofMessage(delivery.key().orElse(null), delivery.messageId())
                                .taking(Duration.between(delivery.receivedAt(), Instant.now()))
                                .ofDelivery(delivery.deliveryAttempt())
                                .with(null, detail)));
    }

    private static void log(Delivery delivery, Verdict verdict) {
        LOG.warnf(
                "delivery=%s message=%s key=%s attempt=%s delivery_attempt=%d trace=%s",
                verdict,
                delivery.messageId(),
                delivery.key().orElse(null),
                delivery.attemptId().orElse(null),
                delivery.deliveryAttempt(),
                TraceId.in(delivery.properties().get(MessageProperties.TRACEPARENT))
                        .orElse(null));
    }
}
