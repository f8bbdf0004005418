package io.tandem.ledger;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Committed attempts in the order of their decision, page by page.
 *
 * <p>Invariant: what {@link #settled} passes over will never commit. MySQL's clock alone places an attempt: {@code decided_at} is the
 * start of the claim's statement. A local transaction that is past its limit sends no COMMIT any more, so a claim that can still
 * commit has run its insert within that limit; from then on its row is locked. The read is a locking one: it waits for such a row,
 * or fails, and never skips it. So the age of what is read must be above the limit, however long the commit itself takes. See
 * docs/decisions/0027.
 */
public final class CommittedAttempts {

    /** Below it everything, above it nothing has been read. */
    public record Mark(LocalDateTime decidedAt, AttemptId id) {

        private static final AttemptId LAST = new AttemptId(new UUID(-1, -1));

        /** After everything that was decided at that time or before. */
        public static Mark after(LocalDateTime time) {
            return new Mark(time, LAST);
        }
    }

    private static final String BETWEEN = """
            SELECT attempt_id, decided_at FROM tx_attempt FORCE INDEX (tx_attempt_decided)
            WHERE decided_at >= ? AND (decided_at > ? OR attempt_id > ?) AND decided_at <= ? AND outcome = 'COMMIT'
            ORDER BY decided_at, attempt_id LIMIT ?""";

    private static final String SETTLED = BETWEEN + " FOR SHARE";

    private CommittedAttempts() {}

    /**
     * The first after that mark, in a transaction. Fails as MySQL fails, also when one of them is still open after MySQL's lock wait.
     *
     * @param until MySQL's time less an age that is above the limit of a local transaction
     */
    public static Uni<List<Mark>> settled(SqlConnection transaction, Mark from, LocalDateTime until, int limit) {
        return read(transaction, SETTLED, from, until, limit);
    }

    /** The same without waiting: attempts that commit later may be missing. */
    public static Uni<List<Mark>> soFar(SqlClient client, Mark from, LocalDateTime until, int limit) {
        return read(client, BETWEEN, from, until, limit);
    }

    private static Uni<List<Mark>> read(SqlClient client, String query, Mark from, LocalDateTime until, int limit) {
        return client.preparedQuery(query)
                .execute(Tuple.of(from.decidedAt(), from.decidedAt(), from.id().bytes(), until, limit))
                .map(rows -> {
                    List<Mark> marks = new ArrayList<>(rows.size());
                    rows.forEach(row ->
                            marks.add(new Mark(row.getLocalDateTime(1), AttemptId.of(row.get(Buffer.class, 0)))));
                    return marks;
                });
    }
}
