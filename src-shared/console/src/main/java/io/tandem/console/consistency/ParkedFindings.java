package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessage;
import io.tandem.consumer.ParkedMessageReview;
import java.time.Instant;
import java.util.List;

/** Parked messages that wait for a decision. */
final class ParkedFindings {

    private final ParkedMessageReview parked;
    private final Subjects subjects;

    ParkedFindings(ParkedMessageReview parked, Subjects subjects) {
        this.parked = parked;
        this.subjects = subjects;
    }

    /** The oldest first. Fails as MySQL fails. */
    Uni<Findings<ParkedFinding>> list(Instant now, int limit) {
        return Uni.combine()
                .all()
                .unis(parked.countWaiting(), parked.waiting(limit))
                .asTuple()
                .flatMap(found -> shown(found.getItem1(), found.getItem2(), now));
    }

    private Uni<Findings<ParkedFinding>> shown(long count, List<ParkedMessage> oldest, Instant now) {
        return subjects.of(ParkedFinding.attempts(oldest))
                .map(known -> new Findings<>(
                        count,
                        oldest.stream()
                                .map(one -> ParkedFinding.of(one, known, now))
                                .toList()));
    }
}
