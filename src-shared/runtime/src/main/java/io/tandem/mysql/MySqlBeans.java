package io.tandem.mysql;

import io.tandem.settings.Secrets;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The pools as beans, closed after everything that uses them. */
@ApplicationScoped
class MySqlBeans {

    @Produces
    @Singleton
    MySqlPools pools(Vertx vertx, MySqlSettings settings, Secrets secrets) {
        return new MySqlPools(vertx, settings, secrets.required("MYSQL_PASSWORD"));
    }

    @Produces
    @Singleton
    Pool requests(MySqlPools pools) {
        return pools.requests();
    }

    @Produces
    @Singleton
    TransactionPool transactions(MySqlPools pools) {
        return pools.transactions();
    }

    void close(@Disposes MySqlPools pools) {
        pools.close();
    }
}
