package io.tandem.console.trace;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRow;
import io.tandem.console.BusinessRows;
import io.tandem.consumer.ParkedMessage;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceRecords;
import io.tandem.trace.TraceStep;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what became of messages. Reads only, by keys, and nothing that a payment waits for. */
@Singleton
public final class Traces {

    /** Of one key: more attempts than that are a caller's loop. The newest are shown. */
    public static final int MOST_OF_ONE_KEY = 50;

    /** Of one request: a second on a machine that is busy. */
    public static final int MOST_SEARCHED = 2_000;

    private static final int SEARCHED_AT_ONCE = 250;

    private static final Set<TraceStep> OF_THE_MESSAGE =
            EnumSet.of(TraceStep.HALF_MESSAGE, TraceStep.COMMIT, TraceStep.ROLLBACK, TraceStep.CHECK_BACK);

    private static final Comparator<AttemptId> NEWEST_FIRST =
            Comparator.comparing(AttemptId::toString).reversed();

    private final LedgerEntries entries;
    private final TraceRecords records;
    private final BusinessRows rows;
    private final ParkedMessageReview parked;

    public Traces(Pool pool, BusinessRows rows) {
        this.entries = new LedgerEntries(pool);
        this.records = new TraceRecords(pool);
        this.rows = rows;
        this.parked = new ParkedMessageReview(pool);
    }

    /** That attempt, if anything is known of it. */
    public Uni<Optional<AttemptTrace>> ofAttempt(AttemptId id) {
        return of(List.of(id)).map(found -> found.stream().findFirst());
    }

    /** Every attempt at that business key, newest first: the one that won, and those that failed. */
    public Uni<List<AttemptTrace>> ofKey(String key) {
        return Uni.combine()
                .all()
                .unis(rows.attemptOf(key), records.attemptsOfKey(key, MOST_OF_ONE_KEY))
                .asTuple()
                .flatMap(found -> of(union(found.getItem1().stream().toList(), found.getItem2(), MOST_OF_ONE_KEY + 1)));
    }

    /** The attempts that this message stands for. A message of which the trace was lost is not found. */
    public Uni<List<AttemptTrace>> ofMessage(String messageId) {
        return records.attemptsOfMessage(messageId, MOST_OF_ONE_KEY)
                .flatMap(found -> found.size() == 1
                        ? withOthers(found.get(0))
                        : Uni.createFrom().item(found))
                .flatMap(this::of);
    }

    /** The latest attempts that were made before that one. */
    public Uni<LatestTraces> latest(AttemptId before, int limit) {
        // One more than is shown, to know whether there is another page.
        return latestIds(before, limit + 1).flatMap(ids -> page(ids, limit));
    }

    /**
     * The latest attempts of those that are wanted, made before that one and not before the other. A state stands in no column, so they
     * are looked through; a page whose search was ended by {@value #MOST_SEARCHED} that did not match has less than the limit, or none,
     * and says where to go on.
     */
    public Uni<LatestTraces> latest(AttemptId before, AttemptId notBefore, Predicate<AttemptTrace> wanted, int limit) {
        return search(new Search(before, notBefore, wanted, limit), new LatestTraces(List.of(), Optional.empty()), 0);
    }

    private record Search(AttemptId before, AttemptId notBefore, Predicate<AttemptTrace> wanted, int limit) {

        Search from(AttemptId next) {
            return new Search(next, notBefore, wanted, limit);
        }

        boolean isInTime(AttemptId id) {
            return id.toString().compareTo(notBefore.toString()) >= 0;
        }
    }

    private Uni<LatestTraces> search(Search search, LatestTraces found, int searched) {
        return latestIds(search.before(), SEARCHED_AT_ONCE)
                .map(ids -> ids.stream().filter(search::isInTime).toList())
                .flatMap(ids -> of(ids).flatMap(traces -> {
                    LatestTraces so = found.and(traces, search.wanted(), search.limit());
                    boolean ended = ids.size() < SEARCHED_AT_ONCE;
                    if (so.next().isPresent() || ended) {
                        return Uni.createFrom().item(so);
                    }
                    AttemptId last = ids.get(ids.size() - 1);
                    return searched + ids.size() >= MOST_SEARCHED
                            ? Uni.createFrom().item(so.continuedAt(last))
                            : search(search.from(last), so, searched + ids.size());
                }));
    }

    private Uni<List<AttemptId>> latestIds(AttemptId before, int limit) {
        return Uni.combine()
                .all()
                .unis(entries.latest(before, limit), records.latest(before, limit))
                .with((decided, traced) ->
                        union(decided.stream().map(LedgerEntry::id).toList(), traced, limit));
    }

    private Uni<List<AttemptId>> withOthers(AttemptId first) {
        return entries.othersOf(first)
                .map(others -> Stream.concat(Stream.of(first), others.stream()).toList());
    }

    private Uni<LatestTraces> page(List<AttemptId> ids, int limit) {
        List<AttemptId> shown = ids.subList(0, Math.min(limit, ids.size()));
        Optional<AttemptId> next = ids.size() > limit ? Optional.of(shown.get(limit - 1)) : Optional.empty();
        return of(shown).map(found -> new LatestTraces(found, next));
    }

    private Uni<List<AttemptTrace>> of(Collection<AttemptId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.combine()
                .all()
                .unis(entries.find(ids), records.of(ids), rows.of(ids), parked.of(ids))
                .asTuple()
                .flatMap(all -> Uni.combine()
                        .all()
                        .unis(open(ids, all.getItem1(), all.getItem3()), ofGroups(all.getItem1()))
                        .with((open, ofGroups) -> together(
                                ids,
                                all.getItem1(),
                                open,
                                Stream.concat(ofGroups.stream(), all.getItem2().stream())
                                        .toList(),
                                all.getItem3(),
                                all.getItem4())));
    }

    /** What happened to the message that an attempt shares is recorded under the first of its group. */
    private Uni<List<TraceRecord>> ofGroups(List<LedgerEntry> decided) {
        Map<AttemptId, List<AttemptId>> others = decided.stream()
                .filter(entry -> entry.group()
                        .filter(group -> !group.first().equals(entry.id()))
                        .isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.group().orElseThrow().first(),
                        Collectors.mapping(LedgerEntry::id, Collectors.toList())));
        return others.isEmpty()
                ? Uni.createFrom().item(List.of())
                : records.of(others.keySet()).map(found -> found.stream()
                        .filter(record -> OF_THE_MESSAGE.contains(record.step()))
                        .flatMap(record ->
                                others.get(record.attemptId()).stream().map(record::as))
                        .toList());
    }

    /** Of those that nothing is decided of: whether their local transactions have begun, and not ended. */
    private Uni<List<LedgerEntry>> open(
            Collection<AttemptId> ids, List<LedgerEntry> decided, List<BusinessRow> written) {
        Set<AttemptId> undecided = new HashSet<>(ids);
        decided.forEach(entry -> undecided.remove(entry.id()));
        written.forEach(row -> undecided.remove(row.attempt().id()));
        return undecided.isEmpty() ? Uni.createFrom().item(List.of()) : entries.open(undecided);
    }

    private List<AttemptTrace> together(
            Collection<AttemptId> ids,
            List<LedgerEntry> decided,
            List<LedgerEntry> claimed,
            List<TraceRecord> traced,
            List<BusinessRow> written,
            List<ParkedMessage> putAside) {
        Map<AttemptId, LedgerEntry> entry =
                decided.stream().collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
        Map<AttemptId, LedgerEntry> open =
                claimed.stream().collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
        Map<AttemptId, List<TraceRecord>> record =
                traced.stream().collect(Collectors.groupingBy(TraceRecord::attemptId));
        Map<AttemptId, List<BusinessRow>> row = written.stream()
                .collect(Collectors.groupingBy(one -> one.attempt().id()));
        Map<AttemptId, List<ParkedMessage>> aside = putAside.stream()
                .collect(Collectors.groupingBy(one -> one.attemptId().orElseThrow()));
        return ids.stream()
                .sorted(NEWEST_FIRST)
                .map(id -> new Known(
                        id,
                        Optional.ofNullable(entry.get(id)),
                        Optional.ofNullable(open.get(id)),
                        record.getOrDefault(id, List.of()),
                        row.getOrDefault(id, List.of()),
                        aside.getOrDefault(id, List.of()),
                        rows.inDoubt(id)))
                .filter(Known::isAnything)
                .map(AttemptTrace::of)
                .toList();
    }

    private static List<AttemptId> union(List<AttemptId> some, List<AttemptId> others, int limit) {
        TreeSet<AttemptId> all = new TreeSet<>(NEWEST_FIRST);
        Stream.concat(some.stream(), others.stream()).forEach(all::add);
        return all.stream().limit(limit).toList();
    }
}
