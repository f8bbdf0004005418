package io.tandem.console.trace;

import io.tandem.ledger.AttemptId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A page of the latest messages, newest first.
 *
 * @param next where the page after this one begins; empty on the last
 */
public record LatestTraces(List<AttemptTrace> attempts, Optional<AttemptId> next) {

    /** With those of the older ones that are wanted; has a next page as soon as one does not fit. */
    LatestTraces and(List<AttemptTrace> older, Predicate<AttemptTrace> wanted, int limit) {
        List<AttemptTrace> all = Stream.concat(attempts.stream(), older.stream().filter(wanted))
                .limit(limit + 1L)
                .toList();
        return all.size() <= limit
                ? new LatestTraces(all, Optional.empty())
                : new LatestTraces(
                        all.subList(0, limit), Optional.of(all.get(limit - 1).id()));
    }

    LatestTraces continuedAt(AttemptId last) {
        return new LatestTraces(attempts, Optional.of(last));
    }
}
