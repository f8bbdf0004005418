package io.tandem.play.act;

import io.tandem.faults.history.Told;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A payment of an order, and what its caller was told, if anything. */
public record Payment(long user, long order, CompletableFuture<Told> told) {

    Optional<Told> answer() {
        return Optional.ofNullable(told.getNow(null));
    }

    /** Under which attempt, if the answer says so. */
    Optional<UUID> attempt() {
        return answer().flatMap(Payment::attempt);
    }

    /** A caller that was told nothing, or to come back, has no attempt's id. */
    boolean isWithoutAttempt() {
        return answer().isPresent() && attempt().isEmpty();
    }

    private static Optional<UUID> attempt(Told told) {
        if (told instanceof Told.Placed placed) {
            return Optional.of(placed.attempt());
        }
        if (told instanceof Told.Exists exists) {
            return Optional.of(exists.attempt());
        }
        if (told instanceof Told.InDoubt doubt) {
            return Optional.of(doubt.attempt());
        }
        return Optional.empty();
    }
}
