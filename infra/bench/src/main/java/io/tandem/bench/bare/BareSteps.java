package io.tandem.bench.bare;

import io.tandem.bench.child.JsonLines;
import io.tandem.load.client.Tally;
import io.tandem.load.client.Times;
import io.tandem.local.process.LinuxProcess;
import io.tandem.local.process.LocalFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Does {@link BareStep}s: a process of its own, which does as it is asked on its standard input. */
public final class BareSteps {

    private static final int CONNECTIONS = 32;
    private static final String ORDER = "INSERT INTO orders (order_id, user_id, attempt_id) VALUES ";
    private static final String ORDER_ROW = "(?, 1001, ?)";
    private static final String ATTEMPT =
            "INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id, half_stored_at, half_took_us,"
                    + " producer, broker) VALUES ";
    private static final String ATTEMPT_ROW =
            "(?, 'COMMIT', 'LOCAL_TRANSACTION', ?, '1001', ?, ?, 1000, 'bench', 'bench')";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final BareMessages messages;
    private final LinuxProcess own = new LinuxProcess(ProcessHandle.current().pid());

    private BareSteps(Map<String, String> environment) {
        pool = MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(new MySQLConnectOptions()
                        .setHost(environment.get("MYSQL_HOST"))
                        .setPort(Integer.parseInt(environment.get("MYSQL_PORT")))
                        .setDatabase(environment.get("MYSQL_DB"))
                        .setUser(environment.get("MYSQL_ORDER_USER"))
                        .setPassword(environment.get("MYSQL_ORDER_PASSWORD"))
                        .setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .build();
        messages = new BareMessages(
                vertx, environment.get("APP_DEMO_ROCKETMQ_ENDPOINT"), environment.get("ROCKETMQ_ORDER_TOPIC"));
    }

    /** Serves requests until its standard input ends. */
    public static void main(String... arguments) {
        BareSteps steps = new BareSteps(System.getenv());
        JsonLines.serve(System.in, System.out, BareRequest.class, steps::run);
        System.exit(0);
    }

    private BareAnswer run(BareRequest request) {
        return new Loop(request).run();
    }

    private Future<?> once(BareStep step, long firstOrder) {
        UUID first = timeOrdered();
        return switch (step) {
            case TWO_INSERTS -> local(step, first, firstOrder);
            case HALF_AND_COMMIT -> messages.around(first, 1, Future::succeededFuture);
            default -> messages.around(first, step.orders(), () -> local(step, first, firstOrder));
        };
    }

    private Future<?> local(BareStep step, UUID first, long firstOrder) {
        Tuple attempts = Tuple.tuple();
        Tuple orders = Tuple.tuple();
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        for (int i = 0; i < step.orders(); i++) {
            UUID id = i == 0 ? first : timeOrdered();
            Buffer bytes =
                    Buffer.buffer().appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
            attempts.addValue(bytes)
                    .addValue(Long.toString(firstOrder + i))
                    .addValue(id.toString())
                    .addValue(now);
            orders.addValue(firstOrder + i).addValue(bytes);
        }
        return pool.withTransaction(connection -> step.usesLedger()
                ? insert(connection, ATTEMPT, ATTEMPT_ROW, step.orders(), attempts)
                        .flatMap(done -> insert(connection, ORDER, ORDER_ROW, step.orders(), orders))
                : insert(connection, ORDER, ORDER_ROW, step.orders(), orders));
    }

    private static Future<RowSet<Row>> insert(
            SqlConnection connection, String sql, String row, int rows, Tuple values) {
        return connection
                .preparedQuery(sql + String.join(", ", Collections.nCopies(rows, row)))
                .execute(values);
    }

    /** A UUIDv7, so that rows are appended as they are in life. */
    private static UUID timeOrdered() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version7 = 0x7000 | random.nextInt(1 << 12);
        return new UUID(System.currentTimeMillis() << 16 | version7, Long.MIN_VALUE | random.nextLong() >>> 2);
    }

    /** The callers of one request; none of them holds a thread while it waits for MySQL. */
    private final class Loop {

        private final BareRequest request;
        private final AtomicLong orders;
        private final Histogram micros = new SynchronizedHistogram(Tally.histogram());
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final long began = System.nanoTime();
        private final CountDownLatch callers;

        Loop(BareRequest request) {
            this.request = request;
            this.orders = new AtomicLong(request.firstOrder());
            this.callers = new CountDownLatch(
                    Math.max(1, request.callers() / request.step().orders()));
        }

        BareAnswer run() {
            long cpu = own.cpuMillis();
            long count = callers.getCount();
            for (int caller = 0; caller < count; caller++) {
                vertx.runOnContext(now -> next());
            }
            try {
                callers.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            if (failure.get() != null) {
                throw new LocalFailure(request.step() + " failed", failure.get());
            }
            long done = micros.getTotalCount() * request.step().orders();
            return new BareAnswer(
                    done, seconds, Times.of(micros), (own.cpuMillis() - cpu) / (double) Math.max(1, done));
        }

        private void next() {
            long now = System.nanoTime();
            if (now - began >= request.seconds() * 1e9 || failure.get() != null) {
                callers.countDown();
                return;
            }
            int members = request.step().orders();
            once(request.step(), orders.getAndAdd(members))
                    .onSuccess(done -> {
                        micros.recordValue((System.nanoTime() - now) / 1_000);
                        next();
                    })
                    .onFailure(failed -> {
                        failure.set(failed);
                        callers.countDown();
                    });
        }
    }
}
