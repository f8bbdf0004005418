package io.tandem.bench.bare;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tandem.bench.child.JsonLines;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Ledger;
import io.tandem.load.client.Tally;
import io.tandem.load.client.Times;
import io.tandem.local.process.LinuxProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.mysql.MySqlPools;
import io.tandem.mysql.MySqlSettings;
import io.tandem.transaction.LocalTransactions;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** Does {@link BareStep}s: a process of its own, which does as it is asked on its standard input. */
public final class BareSteps {

    private static final String ORDER = "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, 1001, ?)";
    private static final String ATTEMPT = """
            INSERT INTO tx_attempt (attempt_id, outcome, decided_by, message_key, subject, message_id, half_stored_at, half_took_us,
                producer, broker)
            VALUES (?, 'COMMIT', 'LOCAL_TRANSACTION', ?, '1001', ?, ?, 1000, 'bench', 'bench')""";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final MySqlPools pools;
    private final Ledger ledger;
    private final LocalTransactions transactions;
    private final BareMessages messages;
    private final LinuxProcess own = new LinuxProcess(ProcessHandle.current().pid());

    private BareSteps(Map<String, String> environment) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(MySqlSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(Map.of(
                        "tandem.mysql.host", environment.get("MYSQL_HOST"),
                        "tandem.mysql.port", environment.get("MYSQL_PORT"),
                        "tandem.mysql.database", environment.get("MYSQL_DB"),
                        "tandem.mysql.user", environment.get("MYSQL_ORDER_USER")))
                .build();
        pools = new MySqlPools(
                Vertx.vertx(), config.getConfigMapping(MySqlSettings.class), environment.get("MYSQL_ORDER_PASSWORD"));
        ledger = new Ledger(pools.settling());
        transactions = new LocalTransactions(pools.transactions(), ledger, LIMIT);
        messages = new BareMessages(
                environment.get("APP_DEMO_ROCKETMQ_ENDPOINT"), environment.get("ROCKETMQ_ORDER_TOPIC"));
    }

    /** Serves requests until its standard input ends. */
    public static void main(String... arguments) {
        BareSteps steps = new BareSteps(System.getenv());
        JsonLines.serve(System.in, System.out, BareRequest.class, steps::run);
        System.exit(0);
    }

    private BareAnswer run(BareRequest request) {
        AtomicLong orders = new AtomicLong(request.firstOrder());
        Uni<?> committed = local(BareStep.TWO_INSERTS, AttemptId.next(), orders.getAndIncrement());
        List<AttemptId> known = List.of(AttemptId.next());
        if (request.step() == BareStep.SETTLE_COMMITTED) {
            AttemptId id = known.get(0);
            committed = local(BareStep.TWO_INSERTS, id, orders.getAndIncrement());
        }
        committed.await().atMost(LIMIT);
        return new Loop(request, () -> once(request.step(), known.get(0), orders.getAndIncrement())).run();
    }

    private Uni<?> once(BareStep step, AttemptId committed, long order) {
        AttemptId id = AttemptId.next();
        return switch (step) {
            case TWO_INSERTS, ORDER_ALONE, LOCAL_TRANSACTION -> local(step, id, order);
            case HALF_AND_COMMIT -> messages.around(id, Uni.createFrom().voidItem());
            case BOTH -> messages.around(id, local(BareStep.TWO_INSERTS, id, order));
            case BOTH_AS_TANDEM -> messages.around(id, local(BareStep.LOCAL_TRANSACTION, id, order));
            case BOTH_WITHOUT_LEDGER -> messages.around(id, local(BareStep.ORDER_ALONE, id, order));
            case SETTLE_COMMITTED -> settle(committed);
            case SETTLE_OPEN -> settle(id);
        };
    }

    private Uni<?> local(BareStep step, AttemptId id, long order) {
        return switch (step) {
            case LOCAL_TRANSACTION ->
                transactions.run(new Attempt(id, Long.toString(order), "1001"), receipt(), transaction -> insertOrder(
                                transaction.connection(), id, order)
                        .replaceWithVoid());
            case ORDER_ALONE -> pools.requests().withTransaction(connection -> insertOrder(connection, id, order));
            default ->
                pools.requests().withTransaction(connection -> connection
                        .preparedQuery(ATTEMPT)
                        .execute(Tuple.of(
                                id.bytes(),
                                Long.toString(order),
                                id.toString(),
                                LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC)))
                        .flatMap(done -> insertOrder(connection, id, order)));
        };
    }

    private static Uni<?> insertOrder(SqlConnection connection, AttemptId id, long order) {
        return connection.preparedQuery(ORDER).execute(Tuple.of(order, id.bytes()));
    }

    private Uni<?> settle(AttemptId id) {
        return ledger.settle(new Attempt(id, "1", "1001"), DecidedBy.CHECK_BACK, receipt(), "bench");
    }

    private static HalfReceipt receipt() {
        return new HalfReceipt(
                Optional.of("00"),
                Optional.of(Instant.now()),
                Optional.of(Duration.ofMillis(1)),
                Optional.of("bench"),
                Optional.of("bench"));
    }

    /** The callers of one request; none of them holds a thread while it waits for MySQL. */
    private final class Loop {

        private final BareRequest request;
        private final java.util.function.Supplier<Uni<?>> step;
        private final Histogram micros = new SynchronizedHistogram(Tally.histogram());
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Loop(BareRequest request, java.util.function.Supplier<Uni<?>> step) {
            this.request = request;
            this.step = step;
        }

        BareAnswer run() {
            long cpu = own.cpuMillis();
            long began = System.nanoTime();
            long end = began + (long) (request.seconds() * 1e9);
            CountDownLatch callers = new CountDownLatch(request.callers());
            for (int caller = 0; caller < request.callers(); caller++) {
                Uni.createFrom()
                        .deferred(this::timed)
                        .repeat()
                        .until(done -> System.nanoTime() >= end)
                        .onTermination()
                        .invoke(callers::countDown)
                        .subscribe()
                        .with(done -> {}, failure::set);
            }
            await(callers);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (failure.get() != null) {
                throw new LocalFailure(request.step() + " failed", failure.get());
            }
            long done = micros.getTotalCount();
            return new BareAnswer(
                    done, seconds, Times.of(micros), (own.cpuMillis() - cpu) / (double) Math.max(1, done));
        }

        private Uni<Long> timed() {
            long began = System.nanoTime();
            return step.get()
                    .onItem()
                    .transform(done -> (System.nanoTime() - began) / 1_000)
                    .invoke(micros::recordValue);
        }

        private static void await(CountDownLatch callers) {
            try {
                callers.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
