package io.tandem.rocketmq;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.rocketmq.client.apis.SessionCredentialsProvider;
import org.apache.rocketmq.client.apis.StaticSessionCredentialsProvider;

/** How the service signs in at the broker: with what is set, or with what a credentials provider says at the start. */
public final class BrokerCredentials {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private BrokerCredentials() {}

    /** Empty if there is no user name. */
    public static Optional<SessionCredentialsProvider> of(RocketMqSettings settings) {
        Map<String, String> credentials = settings.credentialsProvider()
                .map(name -> ask(settings.credentialsProviderName().orElse(null), name))
                .orElseGet(() -> Map.of(
                        CredentialsProvider.USER_PROPERTY_NAME,
                                settings.username().orElse(""),
                        CredentialsProvider.PASSWORD_PROPERTY_NAME,
                                settings.password().orElse("")));
        return Optional.ofNullable(credentials.get(CredentialsProvider.USER_PROPERTY_NAME))
                .filter(user -> !user.isBlank())
                .map(user -> new StaticSessionCredentialsProvider(
                        user, credentials.getOrDefault(CredentialsProvider.PASSWORD_PROPERTY_NAME, "")));
    }

    private static Map<String, String> ask(String bean, String name) {
        return CredentialsProviderFinder.find(bean)
                .getCredentialsAsync(name)
                .await()
                .atMost(LIMIT);
    }
}
