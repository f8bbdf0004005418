package io.tandem.console;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The service's side of the console: which business row stands behind an attempt, and what its message did at the other end. A service
 * implements it as a bean; without one the console shows the ledger, the trace and parked messages alone. All fail as the database
 * fails.
 */
public interface BusinessRows {

    /** The rows that those attempts wrote; attempts that wrote none are left out. */
    Uni<List<BusinessRow>> of(Collection<AttemptId> attempts);

    /** The attempt whose row has that key, if there is one. */
    Uni<Optional<AttemptId>> attemptOf(String key);

    /** What was typed, in the form in which keys are stored; empty if it cannot be one. */
    Optional<String> key(String typed);

    /** What an attempt was for that this process knows no outcome of. */
    default Optional<Attempt> inDoubt(AttemptId id) {
        return Optional.empty();
    }

    /**
     * Effects that no business row stands behind. There must be none; the console looks through all effects, a page a second.
     *
     * @param after where the page before ended; empty for the first
     */
    default Uni<StrayEffects> strays(Optional<String> after) {
        return Uni.createFrom().item(StrayEffects.NONE);
    }
}
