package io.tandem.redelivery;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.CommittedAttempts;
import io.tandem.ledger.CommittedAttempts.Mark;
import io.tandem.mysql.NeededTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;

/**
 * Finds committed attempts whose effect has not arrived. Each search begins where the last one ended: its cost is that of what is new,
 * however many attempts there are.
 *
 * <p>Invariant: a committed attempt with a business row is looked at once it is older than the grace time, whatever the clock of its
 * host says, and by one process. The row that says how far the search has come is locked while it searches; what was found and how far
 * it came are written in one transaction, so a process that dies has done either both or nothing.
 */
final class MissingEffects {

    /** Attempts looked at in one transaction: some tens of milliseconds. */
    static final int PAGE = 5_000;

    /** For a clock of MySQL's that is set back. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(5);

    private static final String SEARCHED_TO = """
            SELECT decided_to, searched_to, CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND AS until
            FROM redelivery_search WHERE id = 1 FOR UPDATE SKIP LOCKED""";

    private static final String FOUND = """
            INSERT IGNORE INTO redelivery (attempt_id, due_at)
            SELECT UUID_TO_BIN(found.id), CURRENT_TIMESTAMP(6)
            FROM JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS found""";

    private static final String ADVANCE = "UPDATE redelivery_search SET decided_to = ?, searched_to = ? WHERE id = 1";

    static final NeededTable SEARCH = NeededTable.changed("redelivery_search", "decided_to");

    private final Pool pool;
    private final Effects effects;
    private final Duration grace;

    /**
     * @param localTransactionLimit {@link CommittedAttempts} needs an age above it, whatever the grace time is
     */
    MissingEffects(Pool pool, Effects effects, Duration grace, Duration localTransactionLimit) {
        Duration settled = localTransactionLimit.plus(CLOCK_STEP);
        this.pool = pool;
        this.effects = effects;
        this.grace = grace.compareTo(settled) < 0 ? settled : grace;
    }

    /** Whether there is more to look at, and how many were found. */
    record Searched(boolean more, int found) {
        private static final Searched NOTHING = new Searched(false, 0);
    }

    /** Looks at the next page. Fails as MySQL fails; then nothing was done. */
    Uni<Searched> search() {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(SEARCHED_TO)
                .execute(Tuple.of(grace.toMillis() / 1_000.0))
                .flatMap(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Searched.NOTHING)
                        : searchAfter(transaction, rows.iterator().next())));
    }

    private Uni<Searched> searchAfter(SqlConnection transaction, Row row) {
        Mark from = new Mark(row.getLocalDateTime("decided_to"), AttemptId.of(row.get(Buffer.class, "searched_to")));
        LocalDateTime until = row.getLocalDateTime("until");
        if (!from.decidedAt().isBefore(until)) {
            return Uni.createFrom().item(Searched.NOTHING);
        }
        return CommittedAttempts.settled(transaction, from, until, PAGE).flatMap(page -> {
            boolean more = page.size() == PAGE;
            Mark to = more ? page.get(PAGE - 1) : Mark.after(until);
            return find(transaction, page)
                    .call(found -> advance(transaction, to))
                    .map(found -> new Searched(more, found));
        });
    }

    private Uni<Integer> find(SqlConnection transaction, List<Mark> page) {
        return effects.toPublish(page.stream().map(Mark::id).toList()).flatMap(missing -> keep(transaction, missing));
    }

    private static Uni<Integer> keep(SqlConnection transaction, Set<AttemptId> missing) {
        if (missing.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return transaction
                .preparedQuery(FOUND)
                .execute(Tuple.of(AttemptId.json(missing)))
                .map(rows -> rows.rowCount());
    }

    private static Uni<Void> advance(SqlConnection transaction, Mark to) {
        return transaction
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(to.decidedAt(), to.id().bytes()))
                .replaceWithVoid();
    }
}
