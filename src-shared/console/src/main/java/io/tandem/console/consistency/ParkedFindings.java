package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessageReview;
import java.time.Instant;

/** Parked messages that wait for a decision. */
final class ParkedFindings {

    private final ParkedMessageReview parked;

    ParkedFindings(ParkedMessageReview parked) {
        this.parked = parked;
    }

    /** The oldest first. Fails as MySQL fails. */
    Uni<Findings<ParkedFinding>> list(Instant now, int limit) {
        return Uni.combine()
                .all()
                .unis(parked.countWaiting(), parked.waiting(limit))
                .with((count, oldest) -> new Findings<>(
                        count,
                        oldest.stream().map(one -> ParkedFinding.of(one, now)).toList()));
    }
}
