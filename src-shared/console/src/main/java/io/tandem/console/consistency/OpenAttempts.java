package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.console.JsonKey;
import io.tandem.ledger.AttemptId;
import io.tandem.retention.LedgerSettings;
import io.tandem.trace.OpenAttempts.Found;
import io.tandem.trace.OpenAttempts.Open;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Attempts that are not at their end, as far as they are worth showing. */
final class OpenAttempts {

    private final io.tandem.trace.OpenAttempts open;
    private final BusinessRows rows;
    private final Subjects subjects;
    private final ConsistencySettings settings;
    private final LedgerSettings ledger;

    OpenAttempts(
            io.tandem.trace.OpenAttempts open,
            BusinessRows rows,
            Subjects subjects,
            ConsistencySettings settings,
            LedgerSettings ledger) {
        this.open = open;
        this.rows = rows;
        this.subjects = subjects;
        this.settings = settings;
        this.ledger = ledger;
    }

    /** Attempts that the ledger has no row for, though they were asked for; what is older than the ledger keeps would look so, too. */
    Uni<Findings<OpenAttempt>> inDoubt(Instant now, int limit) {
        return open.inDoubt(now.minus(ledger.keep()), now, limit)
                .flatMap(found -> shown(found.total(), found.oldest(), now));
    }

    /**
     * Half messages that the broker was not heard to take. Nothing was written for them and nothing will be: if it has one, a check-back
     * rolls it back.
     */
    Uni<Findings<OpenAttempt>> unsent(Instant now, int limit) {
        return open.unsent(now.minus(settings.brokerGivesUpAfter()), now.minus(settings.checkTime()), limit)
                .flatMap(found -> shown(found.total(), found.oldest(), now));
    }

    /** Half messages that the broker was not heard to resolve, and that it can still hold. */
    Uni<Findings<OpenAttempt>> unsettled(Instant now, int limit) {
        return open.unsettled(
                        now.minus(settings.brokerGivesUpAfter()),
                        now.minus(settings.checkTime()),
                        ConsistencyLimits.CANDIDATES)
                .flatMap(found -> withoutEffect(found, now, limit));
    }

    private Uni<Findings<OpenAttempt>> withoutEffect(Found found, Instant now, int limit) {
        List<AttemptId> ids = found.oldest().stream().map(Open::attemptId).toList();
        return rows.of(ids).flatMap(written -> {
            Set<AttemptId> arrived = written.stream()
                    .filter(row -> row.effect().isPresent())
                    .map(row -> row.attempt().id())
                    .collect(Collectors.toSet());
            List<Open> rest = found.oldest().stream()
                    .filter(one -> !arrived.contains(one.attemptId()))
                    .toList();
            return shown(rest.size(), rest.subList(0, Math.min(limit, rest.size())), now);
        });
    }

    private Uni<Findings<OpenAttempt>> shown(long total, List<Open> oldest, Instant now) {
        return subjects.of(oldest.stream().map(Open::attemptId).toList())
                .map(known -> new Findings<>(
                        total,
                        oldest.stream()
                                .map(one -> shown(one, known.get(one.attemptId()), now))
                                .toList()));
    }

    private OpenAttempt shown(Open one, String subject, Instant now) {
        return new OpenAttempt(
                one.attemptId(),
                one.key().orElse(null),
                JsonKey.of(subject),
                one.messageId().orElse(null),
                one.why(),
                one.since(),
                Age.seconds(one.since(), now),
                one.since().plus(settings.brokerGivesUpAfter()));
    }
}
