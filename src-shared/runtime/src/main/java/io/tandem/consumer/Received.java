package io.tandem.consumer;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.rocketmq.client.apis.consumer.SimpleConsumer;
import org.apache.rocketmq.client.apis.message.MessageView;

/** A message with the means to settle it, and what it brings: one delivery, or one for each member of a group. */
record Received(List<Delivery> deliveries, MessageView view, SimpleConsumer consumer) {

    static Received by(SimpleConsumer consumer, MessageView view) {
        return new Received(Delivery.of(view), view, consumer);
    }

    /** Fails if the broker does not hear it; then the message comes again when its invisible time is over. */
    Uni<Void> acknowledge() {
        return Uni.createFrom().completionStage(() -> consumer.ackAsync(view));
    }

    /** The message comes again after the pause, if it is not acknowledged before. Fails like {@link #acknowledge}. */
    Uni<Void> invisibleFor(Duration pause) {
        return Uni.createFrom().completionStage(() -> consumer.changeInvisibleDurationAsync(view, pause));
    }

    Judged judged(List<Verdict> verdicts) {
        return new Judged(this, verdicts);
    }

    /** A message with what its handler made of each of its deliveries. */
    record Judged(Received received, List<Verdict> verdicts) {

        /** Why the message stays open: MySQL is away for one of its deliveries at least. */
        Optional<Verdict.Unavailable> outage() {
            return verdicts.stream()
                    .filter(Verdict.Unavailable.class::isInstance)
                    .map(Verdict.Unavailable.class::cast)
                    .findFirst();
        }
    }
}
