package io.tandem.testing;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A consumer's part that keeps what it was given, and judges it as the test says. */
public final class Recorder implements DeliveryHandler {

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Function<Delivery, Verdict> judge;

    private Recorder(Function<Delivery, Verdict> judge) {
        this.judge = judge;
    }

    /** Takes everything for done. */
    public static Recorder accepting() {
        return new Recorder(delivery -> Verdict.DONE);
    }

    public static Recorder judging(Function<Delivery, Verdict> judge) {
        return new Recorder(judge);
    }

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        deliveries.addAll(batch);
        return Uni.createFrom().item(batch.stream().map(judge).toList());
    }

    /** What came with that key so far, in the order of arrival. */
    public List<Delivery> of(String key) {
        return deliveries.stream()
                .filter(delivery -> delivery.key().filter(key::equals).isPresent())
                .toList();
    }
}
