package io.tandem.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.mysql.NeededTable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Which database's messages a process sends, answers for and takes. Environments that by mistake share a topic and a consumer group are
 * handed each other's check-backs and messages; the broker cannot tell them apart, a mark on each message can. The mark is made by the
 * migration and lives in the database, so that it is the same whatever address leads there.
 *
 * <p>Invariant: a message without a mark, of a producer that set none, belongs to whom it is handed to.
 */
public final class Environment {

    /** The property that carries the mark. */
    public static final String PROPERTY = "environment";

    /** Without it no message can be marked. */
    public static final NeededTable TABLE = NeededTable.read("tx_environment", "id");

    private static final Logger LOG = Logger.getLogger(Environment.class);

    private static final String LOST =
            "tx_environment has lost its row; as its owner: INSERT INTO tx_environment (id) VALUES (UUID())";

    private final Counter foreign;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Uni<String> reading;
    private volatile Optional<String> known = Optional.empty();

    /** Reads the mark when it is first asked for, and once it is known never again. */
    public Environment(Pool pool, MeterRegistry meters) {
        this.foreign = Counter.builder("tandem.messages.foreign")
                .description("check-backs and deliveries of another environment's messages, left to it")
                .register(meters);
        this.reading = pool.preparedQuery("SELECT id FROM tx_environment")
                .execute()
                .map(this::only)
                .invoke(found -> known = Optional.of(found));
    }

    /** Nothing that the services may do brings the row back; said once, since each message asks. */
    private String only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            if (lost.compareAndSet(false, true)) {
                LOG.error("environment=" + LOST);
            }
            throw new IllegalStateException(LOST);
        }
        return rows.iterator().next().getString(0);
    }

    /** The mark, once it was read. */
    public Optional<String> known() {
        return known;
    }

    /** The mark. Fails as long as MySQL cannot be asked. */
    public Uni<String> id() {
        return known.map(mark -> Uni.createFrom().item(mark)).orElse(reading);
    }

    /** Whether a process of another environment than that one sent the message, which is logged and counted. */
    public boolean isForeign(String own, Map<String, String> properties, Object messageId) {
        String mark = properties.getOrDefault(PROPERTY, own);
        if (mark.equals(own)) {
            return false;
        }
        foreign.increment();
        LOG.warnf("message=%s environment=%s note=left-to-the-environment-that-shares-the-topic", messageId, mark);
        return true;
    }
}
