package io.tandem.group;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.transaction.LocalTransaction;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Work that one statement can do for several attempts, where a local transaction is shared. Without groups it is the work of one. One
 * object for all: attempts share a transaction only if their work is the same.
 *
 * @param <P> what it is about, for instance an order
 */
public interface SharedWork<P> {

    /** What one attempt asks for. */
    record Wanted<P>(AttemptId attempt, P what) {}

    /**
     * Does it for all of them, or fails. They come in the order of their message keys, in which locks are best taken.
     *
     * @param transaction as in {@link LocalTransaction#connection}
     */
    Uni<Void> write(SqlConnection transaction, List<Wanted<P>> wanted);

    /**
     * Those for which {@link #write} would fail, or wait for a lock, as things are: they are left out of a group, lest it fail with
     * them. Asked before a group is sent, and after one has failed. Must see what others have inserted and not committed, must not wait
     * for it, and must end well when it is cancelled.
     */
    Uni<Set<P>> hopeless(List<P> wanted);

    /** The work of one attempt. */
    default Function<LocalTransaction, Uni<Void>> of(P what) {
        return new Share<>(this, what);
    }

    /** One attempt's part. */
    record Share<P>(SharedWork<P> work, P what) implements Function<LocalTransaction, Uni<Void>> {

        @Override
        public Uni<Void> apply(LocalTransaction transaction) {
            return work.write(transaction.connection(), List.of(new Wanted<>(transaction.attempt(), what)));
        }
    }
}
