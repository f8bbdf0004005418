package io.tandem.group;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Inserts into the table {@code effect}, in a lane each, of which none is taken twice. */
final class Effects implements SharedWork<Integer> {

    /** Sees no row that is there. */
    volatile boolean blind;
    /** Sees them only when it is asked again. */
    volatile boolean looksAway;
    /** Run once, when several have been written and COMMIT is still to come. */
    volatile Runnable afterWrite;

    private final Pool pool;
    private boolean looked;

    /** @param pool to look for taken lanes on */
    Effects(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> write(SqlConnection transaction, List<Wanted<Integer>> wanted) {
        Tuple values = Tuple.tuple();
        wanted.forEach(one -> values.addValue(one.attempt().bytes()).addInteger(one.what()));
        return transaction
                .preparedQuery("INSERT INTO effect (id, lane) VALUES (?, ?)" + ", (?, ?)".repeat(wanted.size() - 1))
                .execute(values)
                .invoke(done -> wrote(wanted.size()))
                .replaceWithVoid();
    }

    private void wrote(int count) {
        Runnable then = afterWrite;
        if (count > 1 && then != null) {
            afterWrite = null;
            then.run();
        }
    }

    @Override
    public Uni<Set<Integer>> hopeless(List<Integer> wanted) {
        looked = looksAway && !looked;
        if (blind || looked) {
            return Uni.createFrom().item(Set.of());
        }
        String list = wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
        return pool.withConnection(connection -> connection
                        .query("SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED")
                        .execute()
                        .flatMap(dirty -> connection
                                .query("SELECT lane FROM effect WHERE lane IN (" + list + ")")
                                .execute()))
                .map(rows -> {
                    Set<Integer> taken = new HashSet<>();
                    rows.forEach(row -> taken.add(row.getInteger(0)));
                    return taken;
                });
    }
}
