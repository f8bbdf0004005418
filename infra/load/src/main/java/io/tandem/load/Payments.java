package io.tandem.load;

import io.tandem.local.run.SignIn;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/**
 * Pays orders over HTTP on one thread, with connections that are kept: on two cores, what the callers cost is missing for the
 * services.
 */
final class Payments implements AutoCloseable {

    /** Below what the service takes (2 000, quarkus.http.limits.max-connections): it is asked for more orders, not for more connections. */
    static final int CONNECTIONS = 1_500;

    /** Far beyond the longest that the service makes a caller wait. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Else the connections of one phase stand open in the next, and the service has a limit for all of them together. */
    private static final Duration KEPT_IDLE = Duration.ofSeconds(3);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    /** On which answers come, too: on another they could be over before anybody has asked for their end. */
    private final Context thread = vertx.getOrCreateContext();

    private final HttpClient http;
    private final RequestOptions request;

    Payments(String orderUrl, SignIn account) {
        URI order = URI.create(orderUrl);
        byte[] credentials = (account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8);
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(order.getHost())
                .setDefaultPort(order.getPort())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(0)
                .setKeepAliveTimeout((int) KEPT_IDLE.toSeconds()));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/api/orders")
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .putHeader("Content-Type", "application/json");
    }

    /** Never fails: that there was no answer is one, too. */
    CompletableFuture<Answer> pay(long userId, long orderId) {
        Buffer body = Buffer.buffer("{\"userId\":" + userId + ",\"orderId\":" + orderId + "}");
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        thread.runOnContext(now -> http.request(request)
                .flatMap(sending -> sending.send(body))
                .flatMap(Payments::whole)
                .otherwise(Payments::none)
                .onSuccess(answer::complete));
        return answer;
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.end().map(done -> new Answer(response.statusCode(), response.getHeader("Retry-After") != null));
    }

    private static Answer none(Throwable why) {
        return why instanceof ConnectionPoolTooBusyException ? Answer.NOT_SENT : Answer.none(why);
    }

    @Override
    public void close() {
        Patience.await(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
