package io.tandem.faults.check;

import io.tandem.faults.history.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Everything that there is to judge by, read when nothing moves any more.
 *
 * @param finalAnswers what the API answers for each attempt that a caller was told to be in doubt: a status, or {@code 404}
 */
public record Evidence(
        List<Decision> ledger,
        List<Order> orders,
        List<Shipment> shipments,
        List<Parked> parked,
        AtBroker broker,
        Console console,
        Map<UUID, String> finalAnswers,
        List<Call> calls) {

    /** A row of the ledger. */
    public record Decision(UUID attempt, boolean committed, Optional<Long> orderId) {}

    /** A row of the orders. */
    public record Order(long orderId, long userId, UUID attempt, Optional<UUID> key, Instant createdAt) {}

    /** A row of the shipments. */
    public record Shipment(long orderId, long userId, UUID attempt, Instant createdAt) {}

    /** A message that the consumer parked and that is neither replayed nor dismissed. */
    public record Parked(long parkedId, Optional<UUID> attempt, Optional<Long> orderId, String reason) {}

    /** A message that lies at the broker. */
    public record Message(String messageId, Optional<UUID> attempt, Optional<Long> orderId) {}

    /** What lies in the broker's own topics. */
    public record AtBroker(List<Message> openHalf, List<Message> deadLetters, List<Message> dropped) {

        public static final AtBroker NOTHING = new AtBroker(List.of(), List.of(), List.of());
    }

    /**
     * What the consistency console shows of that.
     *
     * @param missing attempts whose order is paid and has no shipment
     */
    public record Console(Set<UUID> openAttempts, Set<Long> parkedIds, Set<UUID> missing) {

        public static final Console NOTHING = new Console(Set.of(), Set.of(), Set.of());
    }
}
