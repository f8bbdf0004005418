package io.tandem.mysql;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.reactive.datasource.runtime.ConnectOptionsSupplier;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.impl.Utils;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes three pools out of a datasource where Quarkus would make one, which is then the pool of requests. */
public final class DatasourcePools implements MySQLPoolCreator {

    /** Who knows user and password, and under what name. */
    public record Credentials(CredentialsProvider provider, String name) {}

    private final MySqlSettings settings;
    private final Optional<Credentials> credentials;
    private volatile MySqlPools pools;

    /** @param credentials asked for each new connection, as Quarkus does: it doesn't hand them to a pool creator */
    public DatasourcePools(MySqlSettings settings, Optional<Credentials> credentials) {
        this.settings = settings;
        this.credentials = credentials;
    }

    @Override
    public Pool create(Input input) {
        pools = new MySqlPools(input.vertx(), input.poolOptions(), servers(input.mySQLConnectOptionsList()), settings);
        return pools.requests().getDelegate();
    }

    /** Null until Quarkus has asked for the datasource's pool. */
    public MySqlPools pools() {
        return pools;
    }

    private Supplier<Future<MySQLConnectOptions>> servers(List<MySQLConnectOptions> servers) {
        return credentials
                .<Supplier<Future<MySQLConnectOptions>>>map(known ->
                        new ConnectOptionsSupplier<>(known.provider(), known.name(), servers, MySQLConnectOptions::new))
                .orElseGet(() -> Utils.roundRobinSupplier(servers));
    }
}
