package io.tandem.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.Tandem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds of slow clients hold up no other client, and are not waited for. */
class SlowClientsTest {

    private static final int MANY = 150;
    private static final int QUEUED = 2_000;
    private static final Duration PROMPT = Duration.ofSeconds(20);
    /** As long as the service waits, and what a busy machine may add. */
    private static final Duration CUT_WITHIN = Duration.ofSeconds(Exposed.SECONDS + 12);

    private final Exposed exposed = Exposed.exposed();
    private final List<Wire> slow = new ArrayList<>();

    @AfterEach
    void hangUp() {
        slow.forEach(Wire::close);
    }

    @Test
    void whoSendsOrReadsTooSlowlyIsCutOffAndHoldsUpNobodyMeanwhile() {
        String post = "POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + RawHttp.basic(Tandem.user(), Tandem.password()) + "\r\nContent-Length: 1000\r\n\r\n";
        String silentAfterHalfAHead = "GET /login HTTP/1.1\r\nHost: x\r\nX-Slow: ";
        long began = System.nanoTime();
        List<Wire> heads = open(silentAfterHalfAHead);
        List<Wire> bodies = open(post + "{");
        List<Wire> deaf = open("GET /tandem.css HTTP/1.1\r\nHost: x\r\n\r\n".repeat(QUEUED));

        for (int i = 0; i < 5; i++) {
            assertServesOthers();
            // a byte now and then keeps an idle time-out from ever ending this
            heads.forEach(wire -> wire.send("x"));
            bodies.forEach(wire -> wire.send(" "));
        }

        assertThat(heads)
                .flatExtracting(wire -> Wire.statuses(wire.untilClosed()))
                .isNotEmpty()
                .containsOnly(408);
        assertThat(bodies)
                .flatExtracting(wire -> Wire.statuses(wire.untilClosed()))
                .isNotEmpty()
                .containsOnly(408);
        deaf.forEach(wire -> assertThat(Wire.statuses(wire.untilClosed())).hasSizeLessThan(QUEUED));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(CUT_WITHIN);
        assertServesOthers();
    }

    private List<Wire> open(String begin) {
        List<Wire> opened =
                IntStream.range(0, MANY).mapToObj(i -> Wire.to(exposed.url())).toList();
        slow.addAll(opened);
        opened.forEach(wire -> wire.send(begin));
        return opened;
    }

    private void assertServesOthers() {
        long began = System.nanoTime();
        assertThat(Caller.browser(exposed.url()).get("/login").statusCode()).isEqualTo(200);
        assertThat(Caller.program(exposed.url()).get("/api/orders/1").statusCode())
                .isEqualTo(404);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
    }
}
