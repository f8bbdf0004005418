package io.tandem.rocketmq;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * Asks whether RocketMQ's proxy answers, for readiness. The client says so only when it is used, and then late; this sends the
 * proxy an empty gRPC call and takes any answer for life.
 */
public final class BrokerProbe implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String METHOD = "/apache.rocketmq.v2.MessagingService/QueryRoute";

    private final HttpClient client;
    private final RequestOptions request;
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
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(address.host())
                .setPort(address.port())
                .setURI(METHOD)
                .setTimeout(LIMIT.toMillis())
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
    }

    /** True if it answered within a second; never fails. */
    public Uni<Boolean> answers() {
        return Uni.createFrom()
                .completionStage(() -> client.request(request)
                        .compose(call -> call.send(emptyCall))
                        .compose(HttpClientResponse::end)
                        .toCompletionStage())
                .replaceWith(true)
                .ifNoItem()
                .after(LIMIT)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
    }

    @Override
    public void close() {
        client.close();
    }
}
