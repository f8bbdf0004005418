package io.tandem.local.run;

import io.tandem.local.mysql.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of the running services, under the names that a deployment uses, too. Secrets go this way and no other:
 * a command line can be read by every user of the machine.
 */
final class ServiceEnvironment {

    /** Variables of the runner's own environment that would contradict what the services are given, or are not for them. */
    static final List<String> WITHHELD = List.of(
            "MYSQL_ADMIN_USER",
            "MYSQL_ADMIN_PASSWORD",
            "MYSQL_PASSWORD_FILE",
            "APP_DEMO_PASSWORD_FILE",
            "APP_DEMO_ROCKETMQ_PASSWORD_FILE",
            "CREDENTIALS_DIRECTORY");

    private ServiceEnvironment() {}

    /** What both services share. */
    static Map<String, String> common(MessagingAccess messaging, SignIn signIn, int orderPort, String logisticsUrl) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("APP_DEMO_USERNAME", signIn.user());
        environment.put("APP_DEMO_PASSWORD", signIn.password());
        environment.put("APP_DEMO_ROCKETMQ_ENDPOINT", messaging.endpoint());
        environment.put("APP_DEMO_ROCKETMQ_USERNAME", messaging.user());
        environment.put("APP_DEMO_ROCKETMQ_PASSWORD", messaging.password());
        environment.put("LOGISTICS_URL", logisticsUrl);
        environment.put("TANDEM_WEB_FRONT_URL", "http://127.0.0.1:" + orderPort);
        if (orderPort != LocalPort.ORDER.standard()) {
            // A browser sends a host's cookies to all of its ports.
            environment.put("TANDEM_SESSION_COOKIE", "tandem_session_" + orderPort);
        }
        return environment;
    }

    /** Where one process listens: the loopback interface only. */
    static Map<String, String> listening(int port, int managementPort) {
        return Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(managementPort));
    }

    /** An account once more, under names of its own, for who sets up a service by hand. */
    static Map<String, String> account(String prefix, Account account) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(prefix + "_USER", account.user());
        variables.put(prefix + "_PASSWORD", account.password());
        return variables;
    }
}
