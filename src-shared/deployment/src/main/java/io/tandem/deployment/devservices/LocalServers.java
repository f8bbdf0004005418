package io.tandem.deployment.devservices;

import io.quarkus.deployment.builditem.Startable;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.UserCache;
import io.tandem.local.run.SharedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** {@link SharedServers} as a Dev Service. */
final class LocalServers implements Startable {

    private static final Logger LOG = Logger.getLogger(LocalServers.class);

    private final SharedServers servers;
    private final ConfiguredNames names;
    private final List<String> scripts;

    private LocalServers(Path folder, ConfiguredNames names, List<String> scripts) {
        this.servers = new SharedServers(folder, LOG::info);
        this.names = names;
        this.scripts = scripts;
    }

    /**
     * All services in dev mode share one pair of servers, with the data of their last run. Tests take them too if they are
     * running; otherwise each test JVM has its own, because the first one to end would stop those of the others.
     *
     * @param scripts what makes tables that are not there
     */
    static LocalServers forMode(boolean test, Path target, ConfiguredNames names, List<String> scripts) {
        Path shared = sharedFolder();
        return new LocalServers(
                test && !SharedServers.areRunning(shared) ? target.resolve("dev-services") : shared, names, scripts);
    }

    /** In the checkout; where the library is used from a repository, the user's. */
    private static Path sharedFolder() {
        return ProjectRoot.look()
                .map(checkout -> checkout.resolve(System.getenv().getOrDefault("RUN_DIR", ".run") + "-dev"))
                .orElseGet(() -> UserCache.ofUser().resolve("dev-services"));
    }

    @Override
    public void start() {
        servers.start();
        servers.run(scripts);
        servers.create(names.topics(), names.groups());
    }

    @Override
    public void close() {
        servers.close();
    }

    Map<String, String> environment() {
        return servers.environment();
    }

    String jdbcUrl() {
        return "jdbc:" + databaseUrl() + "?allowPublicKeyRetrieval=true";
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
