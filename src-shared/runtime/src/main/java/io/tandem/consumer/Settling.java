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

    private Uni<Boolean> settle(Judged one) {
        Received received = one.received();
        Verdict verdict = one.verdict() instanceof Verdict.Retry retry
                ? retries.afterFailure(received.delivery().deliveryAttempt(), retry.reason())
                : one.verdict();
        deliveries(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT)).increment();
        return verdict.fold(new Verdict.Cases<>(
                done -> done(received, done),
                retry -> failed(received, retry, retry.reason(), putBack(received, true)),
                park -> failed(received, park, park.reason(), park(received, park)),
                away -> failed(received, away, away.reason(), putBack(received, false))));
    }

    private Uni<Boolean> done(Received received, Verdict.Done done) {
        if (done.before()) {
            trace(received.delivery(), "DUPLICATE", null);
        }
        return acknowledge(received);
    }

    private Uni<Boolean> park(Received received, Verdict.Park park) {
        return parked.park(received.delivery(), park)
                .flatMap(kept -> acknowledge(received))
                .onFailure()
                .recoverWithUni(away -> putBack(received, false));
    }

    private Uni<Boolean> failed(Received received, Verdict verdict, String reason, Uni<Boolean> next) {
        log(received.delivery(), verdict);
        trace(received.delivery(), verdict.getClass().getSimpleName().toUpperCase(Locale.ROOT), reason);
        return next;
    }

    private Uni<Boolean> acknowledge(Received received) {
        return told("acknowledge", received, received.acknowledge()).replaceWith(true);
    }

    private Uni<Boolean> putBack(Received received, boolean available) {
        Duration pause = retries.pauseAfter(received.delivery().deliveryAttempt());
        return told("put-back", received, received.putBack(pause)).replaceWith(available);
    }

    /** If the broker does not hear it, the message comes again when its invisible time is over. */
    private Uni<Void> told(String what, Received received, Uni<Void> telling) {
        return telling.onFailure().recoverWithItem(failure -> {
            unacknowledged(what).increment();
            LOG.warnf(
                    "consumer=%s-failed message=%s cause=%s",
                    what, received.delivery().messageId(), failure.getMessage());
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
