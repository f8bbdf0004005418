package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Asks for shipments and, where one must come, waits for it. */
public final class Shipments {

    /** Far more than a delivery takes; a check-back needs two or three seconds. */
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    private Shipments() {}

    public static String path(long userId, long orderId) {
        return "/api/logistics?userId=" + userId + "&orderId=" + orderId;
    }

    public static HttpResponse<String> ask(String base, long userId, long orderId) {
        return Caller.program(base).get(path(userId, orderId));
    }

    /** The answer that says CREATED. */
    public static HttpResponse<String> awaitCreated(String base, long userId, long orderId) {
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        await().atMost(DELIVERED_WITHIN).untilAsserted(() -> {
            last.set(ask(base, userId, orderId));
            assertThat(last.get().statusCode()).as(last.get().body()).isEqualTo(200);
        });
        return last.get();
    }
}
