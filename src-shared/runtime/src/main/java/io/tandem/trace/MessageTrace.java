package io.tandem.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Records what happens to messages without delaying them: a record goes to a bounded buffer, and batches of them to MySQL. What
 * does not fit is dropped and counted. No decision is ever read from here: losing all of it loses no order.
 */
public final class MessageTrace {

    private static final Logger LOG = Logger.getLogger(MessageTrace.class);

    /** Some megabytes at most; minutes of an outage at the rate of a busy service's failures. */
    static final int CAPACITY = 20_000;

    /** One statement; MySQL takes it in a few milliseconds. */
    static final int BATCH = 200;

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration GATHER = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** One statement text for any number of rows, so that it is prepared once. */
    private static final String INSERT = """
            INSERT INTO message_trace (attempt_id, message_key, message_id, step, result, began_at, took_us, host, peer,
                delivery_attempt, detail)
            SELECT UNHEX(attempt_id), message_key, message_id, step, result, began_at, took_us, host, peer, delivery_attempt, detail
            FROM JSON_TABLE(?, '$[*]' COLUMNS (
                attempt_id CHAR(32) PATH '$[0]', message_key VARCHAR(128) PATH '$[1]', message_id VARCHAR(64) PATH '$[2]',
                step VARCHAR(32) PATH '$[3]', result VARCHAR(32) PATH '$[4]', began_at DATETIME(6) PATH '$[5]',
                took_us BIGINT PATH '$[6]', host VARCHAR(64) PATH '$[7]', peer VARCHAR(64) PATH '$[8]',
                delivery_attempt INT PATH '$[9]', detail VARCHAR(255) PATH '$[10]')) AS batch""";

    private final Pool pool;
    private final UnaryOperator<Instant> time;
    private final Counter dropped;
    private final Queue<TraceRecord> waiting = new ArrayDeque<>();
    private boolean writing;

    /**
     * Writes with the rights of the pool's account: INSERT on {@code message_trace}.
     *
     * @param time makes of this host's times what all hosts can compare
     */
    public MessageTrace(Pool pool, UnaryOperator<Instant> time, MeterRegistry meters) {
        this.pool = pool;
        this.time = time;
        this.dropped = meters.counter("tandem.trace.dropped");
        Gauge.builder("tandem.trace.waiting", this, MessageTrace::waiting).register(meters);
    }

    /** Never blocks and never fails. */
    public void add(TraceRecord one) {
        synchronized (waiting) {
            if (waiting.size() >= CAPACITY) {
                dropped.increment();
                return;
            }
            waiting.add(one);
            if (writing) {
                return;
            }
            writing = true;
        }
        later(GATHER);
    }

    /** Writes what is left, within the time; for an orderly stop. */
    public void flush(Duration atMost) {
        List<TraceRecord> batch = next();
        while (!batch.isEmpty()) {
            List<TraceRecord> last = batch;
            try {
                insert(last).await().atMost(atMost);
            } catch (RuntimeException away) {
                LOG.warnf("trace=not-written records=%d cause=%s", last.size() + waiting(), away.getMessage());
                return;
            }
            batch = next();
        }
    }

    private void later(Duration pause) {
        Uni.createFrom().voidItem().onItem().delayIt().by(pause).subscribe().with(done -> write());
    }

    private void write() {
        List<TraceRecord> batch = next();
        if (batch.isEmpty()) {
            return;
        }
        insert(batch).subscribe().with(done -> goOn(), failure -> putBack(batch, failure));
    }

    /** At once if there is enough for a batch, else when there is more. */
    private void goOn() {
        boolean full;
        synchronized (waiting) {
            writing = !waiting.isEmpty();
            full = waiting.size() >= BATCH;
            if (!writing) {
                return;
            }
        }
        later(full ? AT_ONCE : GATHER);
    }

    private void putBack(List<TraceRecord> batch, Throwable failure) {
        LOG.debugf("trace=waiting records=%d cause=%s", batch.size(), failure.getMessage());
        synchronized (waiting) {
            int room = CAPACITY - waiting.size();
            waiting.addAll(batch.subList(0, Math.min(room, batch.size())));
            dropped.increment(Math.max(0, batch.size() - room));
        }
        later(PAUSE_AFTER_FAILURE);
    }

    private List<TraceRecord> next() {
        List<TraceRecord> batch = new ArrayList<>(BATCH);
        synchronized (waiting) {
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
            if (batch.isEmpty()) {
                writing = false;
            }
        }
        return batch;
    }

    private int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private Uni<Void> insert(List<TraceRecord> batch) {
        JsonArray rows = new JsonArray();
        batch.forEach(one -> rows.add(row(one)));
        return pool.preparedQuery(INSERT).execute(Tuple.of(rows.encode())).replaceWithVoid();
    }

    private JsonArray row(TraceRecord one) {
        return new JsonArray()
                .add(HexFormat.of().formatHex(one.attemptId().bytes().getBytes()))
                .add(one.key().orElse(null))
                .add(one.messageId().orElse(null))
                .add(one.step().name())
                .add(one.result())
                .add(LocalDateTime.ofInstant(time.apply(one.beganAt()), ZoneOffset.UTC)
                        .toString())
                .add(one.took().map(took -> took.toNanos() / 1_000).orElse(null))
                .add(one.host())
                .add(one.peer().orElse(null))
                .add(one.deliveryAttempt().orElse(null))
                .add(one.detail().orElse(null));
    }
}
