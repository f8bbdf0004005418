package io.tandem.load.client;

import io.tandem.local.run.SignIn;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Pays orders over HTTP/1.1 on one thread, with connections that are kept: on two cores, what the callers cost is missing for the
 * services.
 */
public final class OrderClient implements AutoCloseable {

    /** Below what order-native takes (2 000, quarkus.http.limits.max-connections): it is asked for more orders, not for more connections. */
    public static final int CONNECTIONS = 1_900;

    /** Else the connections of one phase stand open in the next, and the service has a limit for all of them together. */
    private static final Duration KEPT_IDLE = Duration.ofSeconds(3);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    /** Answers come on it, too. */
    private final Context thread = vertx.getOrCreateContext();

    /** That a connection is lost, what was sent on it answers; Vert.x would also log it as an error of its own. */
    private final HttpClient http = vertx.httpClientBuilder()
            .with(new HttpClientOptions().setKeepAliveTimeout((int) KEPT_IDLE.toSeconds()))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(0))
            .withConnectHandler(connection -> connection.exceptionHandler(lost -> {}))
            .build();

    private final String authorization;

    public OrderClient(SignIn account) {
        byte[] credentials = (account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Opens so many connections, spread over the servers, which the next orders find there. */
    public void connect(List<URI> servers, int connections) {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        thread.runOnContext(now -> {
            List<Future<HttpClientRequest>> requests = Stream.iterate(0, i -> i + 1)
                    .limit(connections)
                    .map(i -> http.request(options(servers.get(i % servers.size()))))
                    .toList();
            Future.all(requests)
                    .onSuccess(all -> all.<HttpClientRequest>list().forEach(OrderClient::giveBack))
                    .<Void>mapEmpty()
                    .onComplete(connected::complete, connected::completeExceptionally);
        });
        Patience.await(connected);
    }

    /** Nothing was sent yet, so the connection stays open. */
    private static void giveBack(HttpClientRequest request) {
        request.exceptionHandler(reset -> {}).reset();
    }

    /** Never fails: that there was no answer is one, too. */
    public CompletableFuture<Answer> pay(URI server, Order order) {
        Buffer body = Buffer.buffer("{\"userId\":" + order.userId() + ",\"orderId\":" + order.orderId() + "}");
        RequestOptions options = options(server).setTimeout(order.patience().toMillis());
        order.key().ifPresent(key -> options.putHeader("Idempotency-Key", key.toString()));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        thread.runOnContext(now -> http.request(options)
                .flatMap(sending -> sending.send(body))
                .flatMap(response -> whole(order.orderId(), response))
                .otherwise(why -> Answer.without(order.orderId(), statusOf(why), why))
                .onSuccess(answer::complete));
        return answer;
    }

    private RequestOptions options(URI server) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/api/orders")
                .putHeader("Authorization", authorization)
                .putHeader("Accept", "application/json")
                .putHeader("Content-Type", "application/json");
    }

    private static Future<Answer> whole(long orderId, HttpClientResponse response) {
        return response.body()
                .map(body -> new Answer(
                        orderId,
                        response.statusCode(),
                        body.toString(),
                        response.getHeader("Retry-After") != null,
                        ""));
    }

    private static int statusOf(Throwable why) {
        if (why instanceof ConnectionPoolTooBusyException) {
            return Answer.NOT_SENT;
        }
        return why instanceof ConnectException ? Answer.NOT_CONNECTED : Answer.NONE;
    }

    @Override
    public void close() {
        Patience.await(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
