package io.tandem.local.run;

import io.tandem.variables.Endpoint;
import io.tandem.variables.Variables;
import java.util.Optional;

/** Where RocketMQ is and who we are there; an empty user sends no credentials, as the local broker wants it. */
public record MessagingAccess(String endpoint, String nameServer, String user, String password) {

    static MessagingAccess local(String endpoint, String nameServer) {
        return new MessagingAccess(endpoint, nameServer, "", "");
    }

    /** A RocketMQ that was there already, if {@code APP_DEMO_ROCKETMQ_ENDPOINT} names one. */
    static Optional<MessagingAccess> from(Variables variables) {
        Optional<String> user = variables.optional("APP_DEMO_ROCKETMQ_USERNAME");
        String password = user.isPresent() ? variables.required("APP_DEMO_ROCKETMQ_PASSWORD") : "";
        return variables
                .optional("APP_DEMO_ROCKETMQ_ENDPOINT")
                .map(endpoint -> new MessagingAccess(
                        endpoint, variables.optional("NAMESRV_ADDR").orElse(""), user.orElse(""), password));
    }

    /** Whether one on this machine is named. */
    boolean isLocal() {
        return Endpoint.list(endpoint).stream().anyMatch(Endpoint::isLoopback);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return endpoint;
    }
}
