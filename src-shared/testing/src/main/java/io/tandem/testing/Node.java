package io.tandem.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tandem.consumer.DeliveryHandler;
import io.tandem.consumer.MessageConsumer;
import io.tandem.consumer.ParkedMessages;
import io.tandem.group.GroupLimits;
import io.tandem.ledger.Environment;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.Ledger;
import io.tandem.local.mysql.Account;
import io.tandem.mysql.MySqlPools;
import io.tandem.mysql.MySqlSettings;
import io.tandem.mysql.TransactionPool;
import io.tandem.observation.MessageSpans;
import io.tandem.producer.Republisher;
import io.tandem.producer.TopicMessages;
import io.tandem.producer.TransactionMessaging;
import io.tandem.rocketmq.BrokerProbe;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.trace.MessageTrace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One process of a service, as far as the library goes: its pools, its producer or consumer, put together as the services do it,
 * from settings as they read them. Several nodes in one test stand for several processes.
 */
public final class Node implements AutoCloseable {

    static {
        // Mutiny's context propagation is set up by the first who hands it a function, and fails if two threads do so
        // at once.
        Uni.createFrom().item(() -> 0).await().indefinitely();
    }

    private static final int POOL_SIZE = 8;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MySqlPools pools;
    private final Ledger ledger;
    private final String topic;
    private final String group;
    private final RocketMqSettings rocketMq;
    private final RocketMqClients clients;
    private final MessageSpans spans;
    private final GroupLimits groups;
    private TransactionMessaging messaging;
    private MessageConsumer consumer;

    private Node(Builder builder) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(MySqlSettings.class)
                .withMapping(RocketMqSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(builder.settings)
                .build();
        pools = new MySqlPools(
                vertx,
                new PoolOptions().setMaxSize(POOL_SIZE),
                () -> Future.succeededFuture(builder.mySql()),
                config.getConfigMapping(MySqlSettings.class));
        ledger = new Ledger(pools.settling());
        rocketMq = config.getConfigMapping(RocketMqSettings.class);
        clients = new RocketMqClients(rocketMq, Optional.empty());
        topic = builder.topic;
        group = builder.group;
        spans = builder.spans;
        groups = builder.groups;
    }

    /** A node of the order service's account, straight to both servers. */
    public static Builder on(String topic) {
        return new Builder(topic, Servers.database().orderAccount());
    }

    /** The same node once its producer is connected. */
    public Node producing() {
        messaging = new TransactionMessaging(
                topic,
                rocketMq,
                clients,
                pools.transactions(),
                new Environment(pools.settling(), meters),
                ledger,
                new GroupRows(pools.settling()),
                trace(),
                spans,
                meters,
                groups);
        messaging.start();
        return this;
    }

    /** The same node consuming in the background. */
    public Node consuming(DeliveryHandler handler) {
        consumer = new MessageConsumer(
                topic,
                group,
                rocketMq,
                clients,
                new Environment(pools.settling(), meters),
                handler,
                new ParkedMessages(pools.requests(), group),
                trace(),
                spans,
                meters);
        consumer.start();
        return this;
    }

    private MessageTrace trace() {
        return new MessageTrace(pools.requests(), UnaryOperator.identity(), meters);
    }

    /** The same node's, for what is committed already. */
    public Republisher republisher() {
        return messaging.republisher();
    }

    public TopicMessages messages() {
        return messaging.messages();
    }

    public boolean isConnected() {
        return messaging.isConnected();
    }

    /** Whether a send would reach a broker that was seen away, and answers others again. */
    public boolean reachesBroker() {
        messaging.reaches(false).await().atMost(Duration.ofSeconds(10));
        return messaging.reaches(true).await().atMost(Duration.ofSeconds(10));
    }

    /** What its readiness asks the broker by; the caller closes it. */
    public BrokerProbe probe() {
        return new BrokerProbe(vertx, rocketMq);
    }

    public boolean isReceiving() {
        return consumer.isReceiving();
    }

    public Ledger ledger() {
        return ledger;
    }

    public Pool pool() {
        return pools.requests();
    }

    public MySqlPools pools() {
        return pools;
    }

    public TransactionPool transactions() {
        return pools.transactions();
    }

    public SimpleMeterRegistry meters() {
        return meters;
    }

    public String group() {
        return group;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.stop(Duration.ofSeconds(10));
        }
        if (messaging != null) {
            messaging.stop();
        }
        pools.close();
        vertx.close();
    }

    /** What can be said of a node before it is there. */
    public static final class Builder {

        private final String topic;
        private Account account;
        private String group = "NO_GROUP";
        private int mySqlPort = Servers.database().port();
        private String database = "rocketmq_transaction_db";
        private final Map<String, String> settings = new HashMap<>();
        private MessageSpans spans = MessageSpans.OFF;
        private GroupLimits groups = GroupLimits.OFF;

        private Builder(String topic, Account account) {
            this.topic = topic;
            this.account = account;
            with("tandem.mysql.transaction-pool-size", POOL_SIZE);
            with("tandem.rocketmq.endpoint", Servers.rocketMq().endpoint());
            with("tandem.rocketmq.consumer.long-polling", "2s");
            with("tandem.rocketmq.consumer.first-back-off", "100ms");
        }

        /** Overrides one setting. */
        public Builder with(String setting, Object value) {
            settings.put(setting, value.toString());
            return this;
        }

        public Builder as(Account other) {
            account = other;
            return this;
        }

        /** In a database of its own. */
        public Builder in(String other) {
            database = other;
            return this;
        }

        public Builder group(String other) {
            group = other;
            return this;
        }

        /** Reaches MySQL through that port instead. */
        public Builder mySqlThrough(int port) {
            mySqlPort = port;
            return this;
        }

        /** Reaches RocketMQ through that port instead. */
        public Builder rocketMqThrough(int port) {
            return with("tandem.rocketmq.endpoint", "127.0.0.1:" + port);
        }

        /** Lets attempts that wait go together. */
        public Builder grouping(GroupLimits limits) {
            groups = limits;
            return this;
        }

        /** Traces what it does. */
        public Builder tracing(MessageSpans newSpans) {
            spans = newSpans;
            return this;
        }

        private MySQLConnectOptions mySql() {
            return new MySQLConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(mySqlPort)
                    .setDatabase(database)
                    .setUser(account.user())
                    .setPassword(account.password())
                    .setCachePreparedStatements(true);
        }

        public Node build() {
            return new Node(this);
        }
    }
}
