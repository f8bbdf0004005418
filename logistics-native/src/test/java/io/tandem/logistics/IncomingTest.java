package io.tandem.logistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.consumer.Delivery;
import io.tandem.logistics.Incoming.Unreadable;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncomingTest {

    /** What a logistics-native from before groups makes of a group's message. */
    @Test
    void anEnvelopeThatWasNotOpenedIsKeptForItsVersion() {
        Incoming incoming = Incoming.of(delivery("{\"version\":1000001,\"members\":[{\"key\":\"1\"}]}"));

        assertThat(incoming).isInstanceOfSatisfying(Unreadable.class, kept -> assertThat(
                        kept.verdict().reason())
                .isEqualTo("unknown-version"));
    }

    private static Delivery delivery(String body) {
        Instant now = Instant.now();
        return new Delivery(
                "message", "TOPIC", Optional.empty(), Optional.of("1"), Map.of(), 1, now, now, Buffer.buffer(body));
    }
}
