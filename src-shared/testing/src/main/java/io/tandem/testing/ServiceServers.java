package io.tandem.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.local.mysql.Account;
import io.tandem.local.mysql.TandemDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * {@link Servers} for a whole service: what a host would say to it in its environment. For a {@code @QuarkusTest} it is a test
 * resource. A {@code @QuarkusIntegrationTest} reads the environment of the process under test when the launcher session opens, so
 * there it is a listener of the session, switched on by the system property {@code tandem.service}.
 */
public final class ServiceServers implements QuarkusTestResourceLifecycleManager, LauncherSessionListener {

    private static final String SERVICE = "tandem.service";

    /** Variables of the process under test. */
    private static final String VARIABLE = "quarkus.test.env.";

    private static final String PASSWORD = UUID.randomUUID().toString();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(SERVICE) != null) {
            environment().forEach((name, value) -> {
                System.setProperty(name, value);
                System.setProperty(VARIABLE + name, value);
            });
        }
    }

    /** The environment, and what it says of MySQL as a property: the JVM of the tests has an environment already. */
    @Override
    public Map<String, String> start() {
        Map<String, String> properties = environment();
        properties.put(
                "quarkus.datasource.reactive.url",
                "mysql://127.0.0.1:" + Servers.database().port() + "/"
                        + Servers.database().name());
        return properties;
    }

    @Override
    public void stop() {
        // Servers stop with the test JVM.
    }

    private static Map<String, String> environment() {
        TandemDatabase database = Servers.database();
        Account account =
                "order".equals(System.getProperty(SERVICE)) ? database.orderAccount() : database.logisticsAccount();
        Map<String, String> environment = new HashMap<>(database.environment(account));
        // Where a test's setting is nothing, Quarkus fails before the service begins.
        environment.values().removeIf(String::isBlank);
        environment.put("APP_DEMO_ROCKETMQ_ENDPOINT", Servers.rocketMq().endpoint());
        environment.put("APP_DEMO_USERNAME", "demo");
        environment.put("APP_DEMO_PASSWORD", PASSWORD);
        environment.put("LOGISTICS_URL", "http://127.0.0.1:1");
        return environment;
    }
}
