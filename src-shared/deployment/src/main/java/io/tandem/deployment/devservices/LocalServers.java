package io.tandem.deployment.devservices;

import io.quarkus.deployment.builditem.Startable;
import io.tandem.local.run.SharedServers;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.logging.Logger;

/** {@link SharedServers} as a Dev Service. */
final class LocalServers implements Startable {

    private static final Logger LOG = Logger.getLogger(LocalServers.class);

    private final SharedServers servers;
    private final ConfiguredNames names;

    private LocalServers(Path folder, ConfiguredNames names) {
        this.servers = new SharedServers(folder, LOG::info);
        this.names = names;
    }

    /**
     * All services in dev mode share one pair of servers, with the data of their last run. Tests take them too if they are
     * running; otherwise each test JVM has its own, because the first one to end would stop those of the others.
     */
    static LocalServers forMode(boolean test, Path checkout, Path target, ConfiguredNames names) {
        Path shared = checkout.resolve(System.getenv().getOrDefault("RUN_DIR", ".run") + "-dev");
        return new LocalServers(
                test && !SharedServers.areRunning(shared) ? target.resolve("dev-services") : shared, names);
    }

    @Override
    public void start() {
        servers.start();
        servers.create(names.topics(), names.groups());
    }

    @Override
    public void close() {
        servers.close();
    }

    Map<String, String> environment() {
        return servers.environment();
    }

    String databaseUrl() {
        return "mysql://" + environment().get("MYSQL_HOST") + ":"
                + environment().get("MYSQL_PORT") + "/" + environment().get("MYSQL_DB");
    }

    /** One line for the developer. */
    String greeting() {
        return "MySQL is at " + databaseUrl() + ", RocketMQ at " + environment().get("APP_DEMO_ROCKETMQ_ENDPOINT")
                + "; sign in as " + environment().get("APP_DEMO_USERNAME") + " / "
                + environment().get("APP_DEMO_PASSWORD") + " unless the environment says otherwise";
    }

    @Override
    public String getConnectionInfo() {
        return databaseUrl();
    }

    /** There is no container. */
    @Override
    public String getContainerId() {
        return null;
    }
}
