package io.tandem.console.consistency.web;

import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.Consistency;
import io.tandem.console.consistency.Consistency.Kind;
import io.tandem.console.consistency.Findings;
import io.tandem.console.consistency.OperatorAction;
import io.tandem.console.consistency.OperatorActions;
import io.tandem.console.consistency.ParkedFinding;
import io.tandem.console.consistency.TargetKeys;
import io.tandem.consumer.ParkedMessage;
import io.tandem.consumer.ParkedMessage.State;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.consumer.ParkedMessageReview.Search;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings of one kind, and the operator log, page by page. All fail as MySQL fails. */
@Singleton
class Lists {

    private static final int PAGE = 50;

    private static final Map<String, Kind> KINDS = Map.of(
            "missing", Kind.MISSING,
            "in-doubt", Kind.IN_DOUBT,
            "unsettled", Kind.UNSETTLED,
            "unsent", Kind.UNSENT,
            "stray", Kind.STRAY);

    private final Pool pool;
    private final Consistency consistency;
    private final ParkedMessageReview parked;
    private final OperatorActions actions;
    private final TargetKeys keys;

    Lists(Pool pool, Consistency consistency, ParkedMessageReview parked, OperatorActions actions, TargetKeys keys) {
        this.pool = pool;
        this.consistency = consistency;
        this.parked = parked;
        this.actions = actions;
        this.keys = keys;
    }

    /**
     * A page of findings.
     *
     * @param reasons what the list can be narrowed down to
     * @param next where the next page begins; 0 on the last
     */
    record Page(Section section, List<String> reasons, long next) {}

    /** A page of the operator log. */
    record LogPage(List<LogRow> rows, long next) {}

    /** Empty if there is no such kind. */
    Uni<Optional<Page>> page(String kind, Filter filter, ConsistencyWording words) {
        if (kind.equals("parked")) {
            return parked(filter, words).map(Optional::of);
        }
        return KINDS.containsKey(kind)
                ? consistency.all(KINDS.get(kind)).map(all -> Optional.of(page(kind, all, filter, words)))
                : Uni.createFrom().item(Optional.empty());
    }

    Uni<List<FindingRow>> parked(List<Long> ids, ConsistencyWording words) {
        return parked.find(pool, ids).map(found -> found.values().stream()
                .sorted(Comparator.comparingLong(ParkedMessage::parkedId))
                .map(message -> FindingRow.of(ParkedFinding.of(message, Instant.now()), words))
                .toList());
    }

    Uni<LogPage> log(long before, ConsistencyWording words) {
        return actions.latest(before, PAGE + 1).flatMap(found -> {
            List<OperatorAction> shown = found.subList(0, Math.min(PAGE, found.size()));
            long next = found.size() > PAGE ? shown.get(PAGE - 1).actionId() : 0;
            return keys.of(shown).map(names -> new LogPage(LogRow.of(shown, names, words), next));
        });
    }

    private static Page page(String kind, List<?> all, Filter filter, ConsistencyWording words) {
        List<?> matching = all.stream()
                .filter(one -> filter.matches(FindingRow.of(one, words)))
                .toList();
        int from = (int) Math.min(filter.from(), matching.size());
        int to = Math.min(from + PAGE, matching.size());
        Findings<?> shown = new Findings<>(matching.size(), matching.subList(from, to));
        return new Page(Sections.of(kind, shown, words), List.of(), to < matching.size() ? to : 0);
    }

    private Uni<Page> parked(Filter filter, ConsistencyWording words) {
        Search search = new Search(
                filter.state(),
                filter.reason().isEmpty() ? null : filter.reason(),
                filter.order().isEmpty() ? null : filter.order(),
                filter.within(),
                filter.from());
        return Uni.combine()
                .all()
                .unis(parked.matching(search, PAGE + 1), parked.reasons())
                .with((found, reasons) -> {
                    List<ParkedMessage> shown = found.subList(0, Math.min(PAGE, found.size()));
                    List<ParkedFinding> findings = shown.stream()
                            .map(message -> ParkedFinding.of(message, Instant.now()))
                            .toList();
                    long next = found.size() > PAGE ? shown.get(PAGE - 1).parkedId() : 0;
                    Section section = Sections.of("parked", new Findings<>(findings.size(), findings), words);
                    return new Page(
                            filter.state() == State.PARKED ? section : resolved(section, filter, words), reasons, next);
                });
    }

    private static Section resolved(Section parked, Filter filter, ConsistencyWording words) {
        ConsistencyMessages texts = words.texts();
        boolean dismissed = filter.state() == State.DISMISSED;
        return new Section(
                parked.kind(),
                dismissed ? texts.dismissed() : texts.replayed(),
                dismissed ? texts.dismissed_detail() : texts.replayed_detail(),
                "none",
                parked.count(),
                parked.rows(),
                dismissed ? Sections.dismissed(texts) : List.of());
    }
}
