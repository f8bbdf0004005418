package io.tandem.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Received.Judged;
import io.tandem.observation.TraceId;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import io.tandem.transaction.MessageProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Does to each delivery what its verdict says: acknowledge, put back for later, or park and acknowledge. */
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
        List.of("acknowledge", "put-back").forEach(this::unacknowledged);
    }

    /** Never fails: what could not be settled is delivered again. The answer is whether more should be taken. */
    Uni<Boolean> settle(List<Judged> batch) {
        return Uni.join()
                .all(batch.stream().map(this::settle).toList())
                .andFailFast()
                .map(available -> !available.contains(false));
    }

    /** What is to be done with a message for one of its deliveries; for all, the last of those. */
    private enum Next {
        ACKNOWLEDGE,
        PUT_BACK,
        /** And nothing more is taken. */
        WAIT
    }

    /** Acknowledged when each of its deliveries is done or parked; comes it again, those that were done are found done. */
    private Uni<Boolean> settle(Judged message) {
        Received received = message.received();
        List<Uni<Next>> each = new ArrayList<>();
        for (int i = 0; i < message.verdicts().size(); i++) {
            each.add(next(received.deliveries().get(i), message.verdicts().get(i)));
        }
        return Uni.join().all(each).andFailFast().map(Collections::max).flatMap(next -> switch (next) {
            case ACKNOWLEDGE ->
                told("acknowledge", received, received.acknowledge()).replaceWith(true);
            case PUT_BACK -> putBack(received).replaceWith(true);
            case WAIT -> putBack(received).replaceWith(false);
        });
    }

    private Uni<Next> next(Delivery delivery, Verdict judged) {
        Verdict verdict = judged instanceof Verdict.Retry retry
                ? retries.afterFailure(delivery.deliveryAttempt(), retry.reason())
                : judged;
        deliveries(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT)).increment();
        return verdict.fold(new Verdict.Cases<>(
                done -> done(delivery, done),
                retry ->
                        failed(delivery, retry, retry.reason(), Uni.createFrom().item(Next.PUT_BACK)),
                park -> failed(delivery, park, park.reason(), park(delivery, park)),
                away -> failed(delivery, away, away.reason(), Uni.createFrom().item(Next.WAIT))));
    }

    private Uni<Next> done(Delivery delivery, Verdict.Done done) {
        if (done.before()) {
            trace(delivery, "DUPLICATE", null);
        }
        return Uni.createFrom().item(Next.ACKNOWLEDGE);
    }

    private Uni<Next> park(Delivery delivery, Verdict.Park park) {
        return parked.park(delivery, park)
                .replaceWith(Next.ACKNOWLEDGE)
                .onFailure()
                .recoverWithItem(Next.WAIT);
    }

    private Uni<Next> failed(Delivery delivery, Verdict verdict, String reason, Uni<Next> next) {
        log(delivery, verdict);
        trace(delivery, verdict.getClass().getSimpleName().toUpperCase(Locale.ROOT), reason);
        return next;
    }

    private Uni<Void> putBack(Received received) {
        Duration pause = retries.pauseAfter(received.view().getDeliveryAttempt());
        return told("put-back", received, received.putBack(pause));
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
