package io.tandem.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.Tandem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that sends the next request before the answer to the last gets both, and need not wait for them. */
class PipeliningTest {

    /** An answer that lies unsent is noticed after 30 s, when the connection counts as idle. */
    private static final Duration AT_ONCE = Duration.ofSeconds(25);

    @Test
    void requestsThatAreSentAheadAreAnsweredAtOnceAndInTheirOrder() {
        for (String base : List.of(Tandem.order(), Tandem.logistics())) {
            long began = System.nanoTime();
            try (Wire wire = Wire.to(base)) {
                wire.send(get("/login") + get("/api/logistics") + get("/nowhere") + get("/login", "Connection: close"));

                assertThat(Wire.statuses(wire.untilClosed())).containsExactly(200, 400, 404, 200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
        }
    }

    private static String get(String path, String... more) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + RawHttp.basic(Tandem.user(), Tandem.password()) + "\r\n"
                + String.join("\r\n", more) + (more.length > 0 ? "\r\n" : "") + "\r\n";
    }
}
