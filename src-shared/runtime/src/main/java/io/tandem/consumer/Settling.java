package io.tandem.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.rocketmq.client.apis.consumer.SimpleConsumer;
import org.apache.rocketmq.client.apis.message.MessageView;
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
    Uni<Boolean> settle(
            SimpleConsumer consumer, List<MessageView> views, List<Delivery> batch, List<Verdict> verdicts) {
        List<Uni<Boolean>> all = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            all.add(settle(consumer, views.get(i), batch.get(i), verdicts.get(i)));
        }
        return Uni.join().all(all).andFailFast().map(available -> !available.contains(false));
    }

    private Uni<Boolean> settle(SimpleConsumer consumer, MessageView view, Delivery delivery, Verdict verdict) {
        Verdict last = verdict instanceof Verdict.Retry retry
                ? retries.afterFailure(delivery.deliveryAttempt(), retry.reason())
                : verdict;
        count(last);
        if (last instanceof Verdict.Done done) {
            if (done.before()) {
                trace(delivery, "DUPLICATE", null);
            }
            return acknowledge(consumer, view).replaceWith(true);
        }
        log(delivery, last);
        trace(delivery, last.getClass().getSimpleName().toUpperCase(Locale.ROOT), reason(last));
        if (last instanceof Verdict.Park park) {
            return parked.park(delivery, park)
                    .flatMap(kept -> acknowledge(consumer, view).replaceWith(true))
                    .onFailure()
                    .recoverWithUni(away -> putBack(consumer, view, delivery).replaceWith(false));
        }
        return putBack(consumer, view, delivery).replaceWith(!(last instanceof Verdict.Unavailable));
    }

    private Uni<Void> acknowledge(SimpleConsumer consumer, MessageView view) {
        return call("acknowledge", view, () -> consumer.ackAsync(view));
    }

    private Uni<Void> putBack(SimpleConsumer consumer, MessageView view, Delivery delivery) {
        Duration pause = retries.pauseAfter(delivery.deliveryAttempt());
        return call("put-back", view, () -> consumer.changeInvisibleDurationAsync(view, pause));
    }

    /** If the broker does not hear it, the message comes again when its invisible time is over. */
    private Uni<Void> call(String what, MessageView view, Supplier<CompletableFuture<Void>> call) {
        return Uni.createFrom().completionStage(call).onFailure().recoverWithItem(failure -> {
            unacknowledged(what).increment();
            LOG.warnf("consumer=%s-failed message=%s cause=%s", what, view.getMessageId(), failure.getMessage());
            return null;
        });
    }

    private void count(Verdict verdict) {
        deliveries(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT)).increment();
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

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Retry retry) {
            return retry.reason();
        }
        return verdict instanceof Verdict.Park park ? park.reason() : ((Verdict.Unavailable) verdict).reason();
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
