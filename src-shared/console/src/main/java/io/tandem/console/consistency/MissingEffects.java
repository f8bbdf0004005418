package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRow;
import io.tandem.console.BusinessRows;
import io.tandem.console.JsonKey;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.redelivery.Redeliveries;
import io.tandem.redelivery.Redeliveries.Scheduled;
import io.tandem.redelivery.Redeliveries.Unsearched;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Business rows whose effect is missing: what the redelivery has found, what it has not searched yet, and what it leaves to people
 * because it is parked. The cost is that of what is missing or new, not of all rows.
 */
final class MissingEffects {

    private final Redeliveries redeliveries;
    private final ParkedMessageReview parked;
    private final BusinessRows rows;
    private final ConsistencySettings settings;

    MissingEffects(
            Redeliveries redeliveries, ParkedMessageReview parked, BusinessRows rows, ConsistencySettings settings) {
        this.redeliveries = redeliveries;
        this.parked = parked;
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * What one look has found.
     *
     * @param until up to when, by MySQL's clock, it looked at what the redelivery has not searched
     */
    record Look(Findings<MissingEffect> findings, LocalDateTime until) {}

    /** The oldest first. Fails as the database fails. */
    Uni<Findings<MissingEffect>> list(Instant now, int limit) {
        return look(Optional.empty(), now, limit).map(Look::findings);
    }

    /**
     * The oldest first, without what the caller has looked at before. Fails as the database fails.
     *
     * @param seen of those that the redelivery has not searched yet, only attempts that were decided later
     */
    Uni<Look> look(Optional<LocalDateTime> seen, Instant now, int limit) {
        return Uni.combine()
                .all()
                .unis(
                        redeliveries.found(ConsistencyLimits.CANDIDATES),
                        redeliveries.unsearched(seen, settings.shipmentExpectedWithin()),
                        parked.waitingAttempts(ConsistencyLimits.CANDIDATES))
                .asTuple()
                .flatMap(all -> look(all.getItem1(), all.getItem2(), all.getItem3(), now, limit));
    }

    private Uni<Look> look(
            Map<AttemptId, Scheduled> found, Unsearched unsearched, Set<AttemptId> aside, Instant now, int limit) {
        Set<AttemptId> candidates = new HashSet<>(found.keySet());
        candidates.addAll(aside);
        return redeliveries.missing(candidates).flatMap(missing -> {
            Set<AttemptId> all = new HashSet<>(missing);
            all.addAll(unsearched.missing());
            return rows.of(all)
                    .map(written -> written.stream()
                            .sorted(Comparator.comparing(BusinessRow::writtenAt))
                            .limit(limit)
                            .map(row -> shown(row, found, aside, now))
                            .toList())
                    .flatMap(oldest -> count(found.size(), all.size())
                            .map(count -> new Look(new Findings<>(count, oldest), unsearched.until())));
        });
    }

    /** Of more than can be looked at, those that may have arrived since they were found count, too. */
    private Uni<Long> count(int found, long missing) {
        return found < ConsistencyLimits.CANDIDATES
                ? Uni.createFrom().item(missing)
                : redeliveries.countFound().map(all -> Math.max(all, missing));
    }

    private static MissingEffect shown(
            BusinessRow row, Map<AttemptId, Scheduled> found, Set<AttemptId> aside, Instant now) {
        AttemptId id = row.attempt().id();
        Optional<Scheduled> scheduled = Optional.ofNullable(found.get(id));
        return new MissingEffect(
                id,
                JsonKey.of(row.attempt().key()),
                JsonKey.of(row.attempt().subject()),
                row.writtenAt(),
                scheduled.map(Scheduled::times).orElse(0),
                scheduled.map(Scheduled::dueAt).orElse(null),
                aside.contains(id),
                Age.seconds(row.writtenAt(), now));
    }
}
