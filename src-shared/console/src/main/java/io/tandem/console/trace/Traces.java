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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what became of messages. Reads only, by keys, and nothing that a payment waits for. */
@Singleton
public final class Traces {

    /** Of one key: more attempts than that are a caller's loop. The newest are shown. */
    public static final int MOST_OF_ONE_KEY = 50;

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
        return Uni.combine()
                .all()
                .unis(entries.latest(before, limit + 1), records.latest(before, limit + 1))
                .asTuple()
                .map(found ->
                        union(found.getItem1().stream().map(LedgerEntry::id).toList(), found.getItem2(), limit + 1))
                .flatMap(ids -> page(ids, limit));
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
        Map<AttemptId, BusinessRow> row =
                written.stream().collect(Collectors.toMap(one -> one.attempt().id(), Function.identity()));
        Map<AttemptId, List<ParkedMessage>> aside = putAside.stream()
                .collect(Collectors.groupingBy(one -> one.attemptId().orElseThrow()));
        return ids.stream()
                .sorted(NEWEST_FIRST)
                .map(id -> new Known(
                        id,
                        Optional.ofNullable(entry.get(id)),
                        Optional.ofNullable(open.get(id)),
                        record.getOrDefault(id, List.of()),
                        Optional.ofNullable(row.get(id)),
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
