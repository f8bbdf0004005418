package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.console.StrayEffects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes over all effects, page after page and round after round, and remembers those that no business row stands behind: there is no
 * index that they could be found by, and a page costs milliseconds.
 */
final class StraySweep {

    private final BusinessRows rows;
    private final InstantSource clock;
    private Optional<String> position = Optional.empty();

    /** What this round has found so far, and what the one before has found in the rest. */
    private volatile List<StrayFinding> thisRound = List.of();

    private volatile List<StrayFinding> lastRound = List.of();
    private volatile Instant sweptAt;

    StraySweep(BusinessRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Looks at the next page; never two at a time. Fails as the database fails, and then looks at the same page again. */
    Uni<Void> next() {
        return rows.strays(position).invoke(this::add).replaceWithVoid();
    }

    /** As of the last time that each page was looked at. */
    Findings<StrayFinding> findings(int limit) {
        List<StrayFinding> all =
                Stream.concat(thisRound.stream(), lastRound.stream()).distinct().toList();
        return new Findings<>(all.size(), all.stream().limit(limit).toList());
    }

    /** When the last round was over; empty until the first is. */
    Optional<Instant> sweptAt() {
        return Optional.ofNullable(sweptAt);
    }

    private void add(StrayEffects page) {
        List<StrayFinding> found = Stream.concat(
                        thisRound.stream(), page.found().stream().map(StrayFinding::of))
                .limit(ConsistencyLimits.CANDIDATES)
                .toList();
        position = page.next();
        if (position.isPresent()) {
            thisRound = found;
            return;
        }
        lastRound = found;
        thisRound = List.of();
        sweptAt = clock.instant();
    }
}
