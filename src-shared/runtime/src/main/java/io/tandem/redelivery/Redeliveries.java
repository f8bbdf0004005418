package io.tandem.redelivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.CommittedAttempts;
import io.tandem.ledger.CommittedAttempts.Mark;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What people see of the redelivery, and what they may ask of it. Nothing here publishes: a row that is made due is published by the
 * redelivery, if its effect is missing. All fail as MySQL fails.
 */
public final class Redeliveries {

    private static final String FOUND = "SELECT attempt_id, times, due_at FROM redelivery ORDER BY attempt_id LIMIT ?";

    /** Above it a number tells no more, and to count takes longer than to look. */
    private static final int COUNTED = 100_000;

    private static final String COUNT =
            "SELECT COUNT(*) FROM (SELECT 1 FROM redelivery LIMIT " + COUNTED + ") AS found";

    /** Of what the search has not come to, so many are looked at at once. It is behind after an outage, or when it began anew. */
    private static final int MOST_PAGES = 4;

    private static final String SEARCHED_TO = """
            SELECT decided_to, searched_to, CURRENT_TIMESTAMP(6) AS now, CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND AS until
            FROM redelivery_search WHERE id = 1""";

    private static final String MAKE_DUE = """
            INSERT INTO redelivery (attempt_id, due_at)
            SELECT UUID_TO_BIN(wanted.id), CURRENT_TIMESTAMP(6)
            FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS wanted
            ON DUPLICATE KEY UPDATE due_at = LEAST(redelivery.due_at, CURRENT_TIMESTAMP(6))""";

    /** So many are made due at once: they are published one after the other anyway, and more would keep their locks for seconds. */
    public static final int MOST_DUE = 10_000;

    private static final String MAKE_ALL_DUE =
            "UPDATE redelivery SET due_at = CURRENT_TIMESTAMP(6) WHERE due_at > CURRENT_TIMESTAMP(6) ORDER BY due_at LIMIT "
                    + MOST_DUE;

    private static final String REPLAY = """
            INSERT INTO redelivery (attempt_id, parked_id, due_at) VALUES (?, ?, CURRENT_TIMESTAMP(6))
            ON DUPLICATE KEY UPDATE parked_id = VALUES(parked_id), due_at = LEAST(due_at, CURRENT_TIMESTAMP(6))""";

    private static final String SEARCH_AGAIN = """
            UPDATE redelivery_search SET decided_to = '1970-01-01 00:00:00', searched_to = UNHEX(REPEAT('0', 32))
            WHERE id = 1""";

    private final Pool pool;
    private final Effects effects;

    public Redeliveries(Pool pool, List<CommittedMessages> kinds) {
        this.pool = pool;
        this.effects = new Effects(kinds, new ParkedMessageReview(pool));
    }

    /** How often a message was published again, and when it will be next. */
    public record Scheduled(int times, Instant dueAt) {}

    /** What was found missing and may have arrived since; as many as the limit says. */
    public Uni<Map<AttemptId, Scheduled>> found(int limit) {
        return pool.preparedQuery(FOUND).execute(Tuple.of(limit)).map(rows -> {
            Map<AttemptId, Scheduled> found = new HashMap<>();
            rows.forEach(row -> found.put(
                    id(row),
                    new Scheduled(
                            row.getInteger("times"),
                            row.getLocalDateTime("due_at").toInstant(ZoneOffset.UTC))));
            return found;
        });
    }

    /** How many were found missing and may have arrived since; above a hundred thousand, just that. */
    public Uni<Long> countFound() {
        return pool.preparedQuery(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Those of the attempts that have a business row whose effect is missing. */
    public Uni<Set<AttemptId>> missing(Collection<AttemptId> attempts) {
        return effects.missing(attempts);
    }

    /**
     * Attempts whose effect is missing and that the search has not come to.
     *
     * @param until up to which time, by MySQL's clock, all was looked at
     */
    public record Unsearched(Set<AttemptId> missing, LocalDateTime until) {}

    /**
     * Looks at what the search has not come to.
     *
     * @param seen up to which time the caller has looked before
     * @param age of the youngest that is looked at
     */
    public Uni<Unsearched> unsearched(Optional<LocalDateTime> seen, Duration age) {
        return pool.preparedQuery(SEARCHED_TO)
                .execute(Tuple.of(age.toMillis() / 1_000.0))
                .flatMap(rows -> {
                    Row row = rows.iterator().next();
                    Mark searched = new Mark(row.getLocalDateTime("decided_to"), searchedTo(row));
                    Mark from = seen.filter(searched.decidedAt()::isBefore)
                            .map(Mark::after)
                            .orElse(searched);
                    return missing(from, row.getLocalDateTime("until"), row.getLocalDateTime("now"));
                });
    }

    /** Those attempts are published again as soon as may be, if their effect is missing. */
    public Uni<Void> makeDue(SqlConnection transaction, Collection<AttemptId> attempts) {
        return attempts.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(MAKE_DUE)
                        .execute(Tuple.of(AttemptId.json(attempts)))
                        .replaceWithVoid();
    }

    /** What was found missing is published again as soon as may be, if it still is; of more than ten thousand, those that are due first. */
    public Uni<Void> makeAllDue(SqlConnection transaction) {
        return transaction.preparedQuery(MAKE_ALL_DUE).execute().replaceWithVoid();
    }

    /** A parked message goes out as it was, as soon as may be. */
    public Uni<Void> replay(SqlConnection transaction, AttemptId attempt, long parkedId) {
        return transaction
                .preparedQuery(REPLAY)
                .execute(Tuple.of(attempt.bytes(), parkedId))
                .replaceWithVoid();
    }

    /** The search begins anew, for effects that were there and are gone. */
    public Uni<Void> searchAgain(SqlConnection transaction) {
        return transaction.preparedQuery(SEARCH_AGAIN).execute().replaceWithVoid();
    }

    private Uni<Unsearched> missing(Mark from, LocalDateTime until, LocalDateTime now) {
        AtomicReference<LocalDateTime> lookedTo = new AtomicReference<>(until);
        AtomicInteger pages = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> new Mark[] {from}, at -> CommittedAttempts.soFar(pool, at[0], now, MissingEffects.PAGE)
                        .invoke(page -> at[0] = page.isEmpty() ? at[0] : page.get(page.size() - 1)))
                .whilst(page -> page.size() == MissingEffects.PAGE)
                .select()
                .first(MOST_PAGES)
                .invoke(page -> {
                    if (page.size() == MissingEffects.PAGE && pages.incrementAndGet() == MOST_PAGES) {
                        lookedTo.set(earlier(until, page.get(page.size() - 1).decidedAt()));
                    }
                })
                .onItem()
                .transformToUniAndConcatenate(page -> effects.missing(page.stream()
                        .filter(one -> isOld(one, until))
                        .map(Mark::id)
                        .toList()))
                .collect()
                .in(HashSet<AttemptId>::new, Set::addAll)
                .map(missing -> new Unsearched(missing, lookedTo.get()));
    }

    private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
        return one.isBefore(other) ? one : other;
    }

    /** Decided so long ago, or begun so long ago: a local transaction that was slow is late already. */
    private static boolean isOld(Mark one, LocalDateTime until) {
        return !one.decidedAt().isAfter(until) || one.id().madeAt().isBefore(until.toInstant(ZoneOffset.UTC));
    }

    private static AttemptId searchedTo(Row row) {
        return AttemptId.of(row.get(Buffer.class, "searched_to"));
    }

    private static AttemptId id(Row row) {
        return AttemptId.of(row.get(Buffer.class, "attempt_id"));
    }
}
