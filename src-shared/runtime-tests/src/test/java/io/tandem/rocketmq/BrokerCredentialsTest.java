package io.tandem.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerCredentialsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Map<String, String> file = new HashMap<>(Map.of(
            CredentialsProvider.USER_PROPERTY_NAME, "user", CredentialsProvider.PASSWORD_PROPERTY_NAME, "first"));

    private volatile boolean readable = true;

    private final BrokerCredentials credentials = new BrokerCredentials(() -> readable
            ? Uni.createFrom().item(Map.copyOf(file))
            : Uni.createFrom().failure(new IllegalStateException("no such file")));

    @Test
    void aPasswordThatWasReplacedIsUsed() {
        assertThat(secret()).isEqualTo("first");

        file.put(CredentialsProvider.PASSWORD_PROPERTY_NAME, "second");

        await().atMost(SOON).until(() -> secret().equals("second"));
    }

    @Test
    void theLastOneStaysWhileTheFileIsGone() {
        readable = false;

        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> secret().equals("first"));
    }

    private String secret() {
        return credentials.getSessionCredentials().getAccessSecret();
    }
}
