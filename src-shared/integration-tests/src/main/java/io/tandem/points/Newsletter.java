package io.tandem.points;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ConsumerGroup;
import io.tandem.consumer.Delivery;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The other side. A real one keeps what it heard in a table; while that is away its failure holds the deliveries. */
@ApplicationScoped
@ConsumerGroup("newsletter")
class Newsletter implements DeliveryHandler {

    private final Map<String, String> heard = new ConcurrentHashMap<>();

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        return Uni.createFrom().item(() -> batch.stream().map(this::handle).toList());
    }

    private Verdict handle(Delivery delivery) {
        heard.put(
                delivery.key().orElseThrow(), delivery.attemptId().orElseThrow().toString());
        return Verdict.DONE;
    }

    /** The attempt that was heard of. */
    Optional<String> heard(String receipt) {
        return Optional.ofNullable(heard.get(receipt));
    }
}
