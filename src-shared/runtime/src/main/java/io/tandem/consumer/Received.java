package io.tandem.consumer;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.apache.rocketmq.client.apis.consumer.SimpleConsumer;
import org.apache.rocketmq.client.apis.message.MessageView;

/** A delivery with the means to settle it. */
record Received(Delivery delivery, MessageView view, SimpleConsumer consumer) {

    static Received by(SimpleConsumer consumer, MessageView view) {
        return new Received(Delivery.of(view), view, consumer);
    }

    /** Fails if the broker does not hear it; then the message comes again when its invisible time is over. */
    Uni<Void> acknowledge() {
        return Uni.createFrom().completionStage(() -> consumer.ackAsync(view));
    }

    /** The message comes again after the pause. Fails like {@link #acknowledge}. */
    Uni<Void> putBack(Duration pause) {
        return Uni.createFrom().completionStage(() -> consumer.changeInvisibleDurationAsync(view, pause));
    }

    Judged judged(Verdict verdict) {
        return new Judged(this, verdict);
    }

    /** A delivery with what its handler made of it. */
    record Judged(Received received, Verdict verdict) {}
}
