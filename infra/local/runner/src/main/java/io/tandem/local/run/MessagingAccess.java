package io.tandem.local.run;

import java.util.Map;
import java.util.Optional;

/** Where RocketMQ is and who we are there; an empty user sends no credentials, as the local broker wants it. */
public record MessagingAccess(String endpoint, String nameServer, String user, String password) {

    static MessagingAccess local(String endpoint, String nameServer) {
        return new MessagingAccess(endpoint, nameServer, "", "");
    }

    /** A RocketMQ that was there already, if {@code APP_DEMO_ROCKETMQ_ENDPOINT} names one. */
    static Optional<MessagingAccess> from(Map<String, String> environment) {
        String endpoint = environment.getOrDefault("APP_DEMO_ROCKETMQ_ENDPOINT", "");
        if (endpoint.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new MessagingAccess(
                endpoint,
                environment.getOrDefault("NAMESRV_ADDR", ""),
                environment.getOrDefault("APP_DEMO_ROCKETMQ_USERNAME", ""),
                Given.secret(environment, "APP_DEMO_ROCKETMQ_PASSWORD").orElse("")));
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return endpoint;
    }
}
