package io.tandem.rocketmq;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.rocketmq.client.apis.SessionCredentials;
import org.apache.rocketmq.client.apis.SessionCredentialsProvider;
import org.jboss.logging.Logger;

/**
 * How the service signs in at the broker: with what is set, or with what a credentials provider says. The client asks for each call,
 * so a password that was replaced in its file needs no restart.
 */
public final class BrokerCredentials implements SessionCredentialsProvider {

    private static final Logger LOG = Logger.getLogger(BrokerCredentials.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Supplier<Uni<Map<String, String>>> source;
    private volatile SessionCredentials last;
    private volatile long askedAt;

    /** @param source user and password under the names of Quarkus' credentials providers */
    BrokerCredentials(Supplier<Uni<Map<String, String>>> source) {
        this.source = source;
        this.last = credentials(now(source));
        this.askedAt = System.nanoTime();
    }

    /** Empty if there is no user name. */
    public static Optional<SessionCredentialsProvider> of(RocketMqSettings settings) {
        Supplier<Uni<Map<String, String>>> source = settings.credentialsProvider()
                .<Supplier<Uni<Map<String, String>>>>map(
                        name -> () -> ask(settings.credentialsProviderName().orElse(null), name))
                .orElseGet(() -> () -> Uni.createFrom()
                        .item(Map.of(
                                CredentialsProvider.USER_PROPERTY_NAME,
                                settings.username().orElse(""),
                                CredentialsProvider.PASSWORD_PROPERTY_NAME,
                                settings.password().orElse(""))));
        return now(source)
                        .getOrDefault(CredentialsProvider.USER_PROPERTY_NAME, "")
                        .isBlank()
                ? Optional.empty()
                : Optional.of(new BrokerCredentials(source));
    }

    /** What could be read last, where it cannot be read now. */
    @Override
    public SessionCredentials getSessionCredentials() {
        long now = System.nanoTime();
        if (now - askedAt > REMEMBERED.toNanos()) {
            askedAt = now;
            // Not waited for: who calls may be an event loop.
            source.get()
                    .subscribe()
                    .with(
                            read -> last = credentials(read),
                            unreadable -> LOG.warnf("rocketmq=credentials-not-read cause=%s", unreadable.getMessage()));
        }
        return last;
    }

    private static SessionCredentials credentials(Map<String, String> properties) {
        return new SessionCredentials(
                properties.getOrDefault(CredentialsProvider.USER_PROPERTY_NAME, ""),
                properties.getOrDefault(CredentialsProvider.PASSWORD_PROPERTY_NAME, ""));
    }

    private static Map<String, String> now(Supplier<Uni<Map<String, String>>> source) {
        return source.get().await().atMost(LIMIT);
    }

    private static Uni<Map<String, String>> ask(String bean, String name) {
        return Uni.createFrom()
                .deferred(() -> CredentialsProviderFinder.find(bean).getCredentialsAsync(name));
    }
}
