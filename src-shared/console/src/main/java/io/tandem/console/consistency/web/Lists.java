package io.tandem.console.consistency.web;

import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.Consistency;
import io.tandem.console.consistency.Consistency.Kind;
import io.tandem.console.consistency.Finding;
import io.tandem.console.consistency.Findings;
import io.tandem.console.consistency.OperatorAction;
import io.tandem.console.consistency.OperatorActions;
import io.tandem.console.consistency.ParkedFinding;
import io.tandem.console.consistency.Subjects;
import io.tandem.console.consistency.TargetKeys;
import io.tandem.consumer.ParkedMessage;
import io.tandem.consumer.ParkedMessage.State;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.consumer.ParkedMessageReview.Search;
import io.tandem.mysql.HostClock;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The findings of one kind, and the operator log, page by page. All fail as MySQL fails. */
@Singleton
class Lists {

    private static final int PAGE = 50;

    /** Of one request. */
    private static final int MOST_SEARCHED = 10_000;

    private static final int SEARCHED_AT_ONCE = 1_000;

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
    private final Subjects subjects;
    private final HostClock clock;

    Lists(
            Pool pool,
            Consistency consistency,
            ParkedMessageReview parked,
            OperatorActions actions,
            TargetKeys keys,
            Subjects subjects,
            HostClock clock) {
        this.pool = pool;
        this.consistency = consistency;
        this.parked = parked;
        this.actions = actions;
        this.keys = keys;
        this.subjects = subjects;
        this.clock = clock;
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
        return parked.find(pool, ids).flatMap(found -> findings(found.values())).map(found -> found.stream()
                .sorted(Comparator.comparingLong(ParkedFinding::parkedId))
                .map(finding -> FindingRow.of(finding, words))
                .toList());
    }

    Uni<LogPage> log(long before, ConsistencyWording words) {
        return actions.latest(before, PAGE + 1).flatMap(found -> {
            List<OperatorAction> shown = found.subList(0, Math.min(PAGE, found.size()));
            long next = found.size() > PAGE ? shown.get(PAGE - 1).actionId() : 0;
            return keys.of(shown).map(names -> new LogPage(LogRow.of(shown, names, words), next));
        });
    }

    private static Page page(String kind, List<? extends Finding> all, Filter filter, ConsistencyWording words) {
        List<? extends Finding> matching = all.stream()
                .filter(one -> filter.matches(FindingRow.of(one, words)))
                .toList();
        int from = (int) Math.min(filter.from(), matching.size());
        int to = Math.min(from + PAGE, matching.size());
        Findings<Finding> shown = new Findings<>(matching.size(), List.copyOf(matching.subList(from, to)));
        return new Page(Sections.of(kind, shown, words), List.of(), to < matching.size() ? to : 0);
    }

    private Uni<Page> parked(Filter filter, ConsistencyWording words) {
        return Uni.combine()
                .all()
                .unis(matching(filter, filter.from(), List.of(), 0), parked.reasons())
                .with((found, reasons) -> {
                    List<ParkedFinding> shown = found.shown();
                    Section section = Sections.of("parked", new Findings<>(shown.size(), shown), words);
                    return new Page(
                            filter.state() == State.PARKED ? section : resolved(section, filter, words),
                            reasons,
                            found.next());
                });
    }

    /** @param next the number of the last one that was looked at; 0 if there are no more */
    private record Matching(List<ParkedFinding> shown, long next) {}

    /** Whose a message is stands in no column of it: those of one user are looked through. */
    private Uni<Matching> matching(Filter filter, long from, List<ParkedFinding> before, int searched) {
        // One more than a page, to know whether there is another.
        int most = filter.user().isEmpty() ? PAGE + 1 : SEARCHED_AT_ONCE;
        return parked.matching(search(filter, from), most)
                .flatMap(messages -> findings(messages).flatMap(found -> {
                    List<ParkedFinding> all = Stream.concat(
                                    before.stream(), found.stream().filter(filter::isOfUser))
                            .limit(PAGE + 1)
                            .toList();
                    if (all.size() > PAGE) {
                        List<ParkedFinding> page = all.subList(0, PAGE);
                        return Uni.createFrom()
                                .item(new Matching(page, page.get(PAGE - 1).parkedId()));
                    }
                    if (messages.size() < most) {
                        return Uni.createFrom().item(new Matching(all, 0));
                    }
                    long last = messages.get(most - 1).parkedId();
                    return searched + most < MOST_SEARCHED
                            ? matching(filter, last, all, searched + most)
                            : Uni.createFrom().item(new Matching(all, last));
                }));
    }

    private static Search search(Filter filter, long from) {
        return new Search(
                filter.state(),
                filter.reason().isEmpty() ? null : filter.reason(),
                filter.order().isEmpty() ? null : filter.order(),
                filter.within(),
                from);
    }

    private Uni<List<ParkedFinding>> findings(Collection<ParkedMessage> messages) {
        return subjects.of(ParkedFinding.attempts(messages)).map(known -> messages.stream()
                .map(message -> ParkedFinding.of(message, known, clock.now()))
                .toList());
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
                true,
                parked.rows(),
                dismissed ? Sections.dismissed(texts) : List.of());
    }
}
