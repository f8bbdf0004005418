package io.tandem.rocketmq;

import io.smallrye.mutiny.Uni;
import io.tandem.variables.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;

/**
 * Asks whether RocketMQ's proxy answers, for readiness. The client says so only when it is used, and then late; this sends the
 * proxy an empty gRPC call and takes any answer for life. Each call is bounded, and one that fails takes its connection with it.
 */
public final class BrokerProbe implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String METHOD = "/apache.rocketmq.v2.MessagingService/QueryRoute";

    private final HttpClient client;
    private final List<RequestOptions> requests;
    /** gRPC over HTTP/2, "Length-Prefixed-Message": not compressed, of no bytes. No constant: a native image cannot keep buffers. */
    private final Buffer emptyCall = Buffer.buffer(new byte[5]);

    /** @throws IllegalArgumentException if the endpoint cannot be read */
    public BrokerProbe(Vertx vertx, RocketMqSettings settings) {
        BrokerAddress address = BrokerAddress.of(settings);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setSsl(address.tls())
                .setUseAlpn(address.tls())
                .setTrustAll(address.tls())
                .setVerifyHost(false)
                .setConnectTimeout((int) LIMIT.toMillis()));
        this.requests = address.endpoints().stream().map(BrokerProbe::to).toList();
    }

    private static RequestOptions to(Endpoint endpoint) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setURI(METHOD)
                .setTimeout(LIMIT.toMillis())
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
    }

    /** True if one of the endpoints answered within a second: the client, too, goes on with the one that does. Never fails. */
    public Uni<Boolean> answers() {
        return Uni.createFrom()
                .completionStage(() ->
                        Future.any(requests.stream().map(this::answer).toList()).toCompletionStage())
                .replaceWith(true)
                .ifNoItem()
                .after(LIMIT)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
    }

    private Future<Void> answer(RequestOptions request) {
        return client.request(request).compose(call -> call.send(emptyCall)
                .compose(HttpClientResponse::end)
                // A connection that a firewall has forgotten stays silent for a quarter of an hour; the next call makes
                // another.
                .onFailure(silent -> call.connection().close()));
    }

    @Override
    public void close() {
        client.close();
    }
}
