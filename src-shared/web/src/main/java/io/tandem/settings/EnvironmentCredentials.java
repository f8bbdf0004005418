package io.tandem.settings;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;

/**
 * User and password of MySQL for each new connection, so that a secret file that was replaced needs no restart, and those of
 * RocketMQ at the start. Quarkus' own settings would expand <code>${</code> in a password.
 */
@ApplicationScoped
@Named("environment")
@Unremovable
class EnvironmentCredentials implements CredentialsProvider {

    private final Secrets secrets;

    EnvironmentCredentials(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @param server by what its settings begin: {@code MYSQL} or {@code APP_DEMO_ROCKETMQ} */
    @Override
    public Map<String, String> getCredentials(String server) {
        return Map.of(
                USER_PROPERTY_NAME, user(server),
                PASSWORD_PROPERTY_NAME, secrets.optional(server + "_PASSWORD"));
    }

    /** The original system names it one way for MySQL and the other for RocketMQ. */
    private String user(String server) {
        String user = secrets.optional(server + "_USER");
        return user.isEmpty() ? secrets.optional(server + "_USERNAME") : user;
    }
}
