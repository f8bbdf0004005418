package io.tandem.web.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.local.mysql.DatabaseServer;
import io.tandem.local.mysql.MySqlConfig;
import io.tandem.local.mysql.MySqlServer;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Secrets;
import java.nio.file.Path;
import java.util.Map;

/** A MySQL of its own for the running service: the tests of Quarkus live in another class loader than the rest. */
public final class RealMySql implements QuarkusTestResourceLifecycleManager {
    private static final Path FOLDER = Path.of("target", "web-servers").toAbsolutePath();

    private MySqlServer server;

    @Override
    public Map<String, String> start() {
        Folders.delete(FOLDER);
        server = MySqlServer.start(MySqlConfig.in(FOLDER.resolve("mysql")));
        TandemDatabase database = TandemDatabase.create(
                        DatabaseServer.of(server),
                        Secrets.in(FOLDER.resolve("mysql").resolve("secrets")))
                .migrate(FOLDER.resolve("migrate.log"));
        return Map.of(
                "quarkus.datasource.reactive.url",
                "mysql://" + database.host() + ":" + database.port() + "/rocketmq_transaction_db",
                "MYSQL_USER",
                database.orderAccount().user(),
                "MYSQL_PASSWORD",
                database.orderAccount().password(),
                "APP_DEMO_ROCKETMQ_ENDPOINT",
                "127.0.0.1:1",
                "APP_DEMO_USERNAME",
                Caller.ACCOUNT,
                "APP_DEMO_PASSWORD",
                Caller.PASSWORD);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
