package io.tandem.local.run;

import io.tandem.local.broker.RocketMqConfig;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.MySqlConfig;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.Secrets;
import io.tandem.local.process.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All of Tandem on one machine: MySQL, RocketMQ, the schema and both services, each a process that can be stopped, killed
 * and started again by itself. Building one starts nothing; it then knows every port, account and address.
 */
public final class TandemStack implements AutoCloseable {

    private final StackConfig config;
    private final Optional<MySqlServer> mySql;
    private final Optional<RocketMqServer> rocketMq;
    private final TandemDatabase database;
    private final MessagingAccess messaging;
    private final SignIn signIn;
    private final Services services;

    public TandemStack(StackConfig config) {
        this.config = config;
        Secrets secrets = Secrets.in(config.folder().secrets());
        this.mySql = config.mySql().isPresent() ? Optional.empty() : Optional.of(ownMySql());
        this.rocketMq = config.rocketMq().isPresent() ? Optional.empty() : Optional.of(ownRocketMq());
        this.database = config.mySql()
                .map(existing -> existing.database(secrets))
                .orElseGet(() ->
                        TandemDatabase.of(DatabaseServer.of(mySql.orElseThrow()), config.databaseName(), secrets));
        this.messaging = config.rocketMq()
                .orElseGet(() -> MessagingAccess.local(
                        rocketMq.orElseThrow().endpoint(),
                        rocketMq.orElseThrow().nameServerAddress()));
        this.signIn = new SignIn(config.demoUser(), config.demoPassword().orElseGet(() -> secrets.get("app.demo")));
        this.services = new Services(config, database, messaging, signIn);
    }

    /** Returns with MySQL up and its schema of today, and RocketMQ up with the topic and the group. */
    public void startServers() {
        Parallel.run(List.of(this::startDatabase, this::startRocketMq));
    }

    /** Everything, ready. */
    public void start() {
        startServers();
        services.start();
    }

    /** Services first, so that they can finish what is in flight; then RocketMQ, then MySQL. */
    public void stop() {
        services.stop();
        rocketMq.ifPresent(RocketMqServer::stop);
        mySql.ifPresent(MySqlServer::stop);
    }

    @Override
    public void close() {
        stop();
    }

    public Services services() {
        return services;
    }

    /** Empty if one that was there already is used. */
    public Optional<MySqlServer> mySql() {
        return mySql;
    }

    /** Empty if one that was there already is used. */
    public Optional<RocketMqServer> rocketMq() {
        return rocketMq;
    }

    public TandemDatabase database() {
        return database;
    }

    public SignIn signIn() {
        return signIn;
    }

    public RunFolder folder() {
        return config.folder();
    }

    /** What the file {@code env} of the run says: how to reach and use everything, under the names of the design. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ORDER_URL", services.order().url());
        variables.put("LOGISTICS_URL", services.logistics().url());
        variables.put("ORDER_MANAGEMENT_URL", services.order().managementUrl());
        variables.put("LOGISTICS_MANAGEMENT_URL", services.logistics().managementUrl());
        variables.putAll(services.commonEnvironment());
        variables.put("NAMESRV_ADDR", messaging.nameServer());
        variables.putAll(new TreeMap<>(database.environment(database.orderAccount())));
        variables.putAll(ServiceEnvironment.account("MYSQL_ORDER", database.orderAccount()));
        variables.putAll(ServiceEnvironment.account("MYSQL_LOGISTICS", database.logisticsAccount()));
        variables.putAll(ServiceEnvironment.account("MYSQL_MIGRATE", database.migrateAccount()));
        database.adminAccount().ifPresent(admin -> variables.putAll(ServiceEnvironment.account("MYSQL_ADMIN", admin)));
        mySql.ifPresent(server -> variables.put("MYSQL_SOCKET", server.socket().toString()));
        return variables;
    }

    /** The servers that this stack runs itself, without the services. */
    List<Server> servers() {
        return Stream.<Server>concat(mySql.stream(), rocketMq.stream()).toList();
    }

    private void startDatabase() {
        Stopwatch time = Stopwatch.start();
        mySql.ifPresent(MySqlServer::start);
        config.progress().say("MySQL is up at " + database.host() + ":" + database.port() + time);
        Stopwatch migration = Stopwatch.start();
        database.createAccounts();
        // The schema of our services is a checkout's; elsewhere a service brings its own.
        if (ProjectRoot.look().isPresent()) {
            database.migrate(folder().log("migrate"));
            config.progress().say("database " + database.name() + " is up to date" + migration);
        }
    }

    private void startRocketMq() {
        Stopwatch time = Stopwatch.start();
        rocketMq.ifPresent(RocketMqServer::start);
        config.progress()
                .say(
                        rocketMq.isPresent()
                                ? "RocketMQ is up at " + messaging.endpoint() + time
                                : "RocketMQ at " + messaging.endpoint() + " is used as it is: it must have the topic "
                                        + RocketMqServer.ORDER_TOPIC + " (TRANSACTION) and the group "
                                        + RocketMqServer.LOGISTIC_GROUP);
    }

    private MySqlServer ownMySql() {
        RunFolder folder = config.folder();
        return MySqlServer.of(MySqlConfig.in(folder.mySql())
                .withPort(config.ports().of(LocalPort.MYSQL))
                .withDurability(config.tuning().durability())
                .withOptions(config.tuning().mySqlOptions().toArray(String[]::new))
                .withLog(folder.log("mysql"))
                .withPidFile(folder.pidFile("mysql"))
                .withProgress(config.progress()));
    }

    private RocketMqServer ownRocketMq() {
        RunFolder folder = config.folder();
        RunPorts ports = config.ports();
        return RocketMqServer.of(RocketMqConfig.in(folder.rocketMq())
                .withPorts(ports.of(LocalPort.NAME_SERVER), ports.of(LocalPort.BROKER), ports.of(LocalPort.ROCKETMQ))
                .withLog(folder.log("rocketmq"))
                .withPidFile(folder.pidFile("rocketmq"))
                .withPace(config.pace())
                .withBrokerSettings(config.tuning().brokerSettings()));
    }
}
