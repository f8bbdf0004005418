package io.tandem.rocketmq;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.producer.Producer;

/**
 * Whether the producer reaches the broker now. After an outage its gRPC channel waits out a back-off that has grown with the outage,
 * and fails every send until then, while the broker answers everybody else: a readiness that asked only the broker would invite
 * orders that are all refused. In doubt this asks the broker through the client itself, to recall a message that does not exist.
 */
public final class ProducerReach {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String NO_MESSAGE = "none";

    private final String topic;
    private final Supplier<Optional<Producer>> producer;
    private final BlockingCalls calls;
    private final Runnable renew;
    private final Reaching reaching = new Reaching();
    private volatile boolean inDoubt;

    /** @param renew makes another producer, where this one has not reached the broker for too long */
    public ProducerReach(String topic, Supplier<Optional<Producer>> producer, BlockingCalls calls, Runnable renew) {
        this.topic = topic;
        this.producer = producer;
        this.calls = calls;
        this.renew = renew;
    }

    /** The broker was seen away. */
    public void doubt() {
        inDoubt = true;
    }

    /** A call of the producer failed. */
    public void failed(Throwable failure) {
        inDoubt = true;
        if (reaching.isLostFor(failure, System.nanoTime())) {
            renew.run();
        }
    }

    /** It has just answered the client. */
    public void seen() {
        inDoubt = false;
        reaching.answered();
    }

    /** Costs nothing while there is no doubt; never fails. */
    public Uni<Boolean> isThere() {
        if (producer.get().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        if (!inDoubt) {
            return Uni.createFrom().item(true);
        }
        return calls.call(this::ask)
                .ifNoItem()
                .after(LIMIT)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false)
                .invoke(answered -> inDoubt = inDoubt && !answered);
    }

    /** Whatever it answers will do, also that it knows no such call. */
    private boolean ask() {
        try {
            producer.get().orElseThrow().recallMessage(topic, NO_MESSAGE);
            return true;
        } catch (ClientException | RuntimeException refused) {
            failed(refused);
            return !Reaching.isAbsence(refused);
        }
    }
}
