package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.tandem.web.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainingTest {

    /** From JDK 25 on the common pool is used with two cores, too, and its one thread is the HTTP client's. */
    private static final Executor A_THREAD = task -> new Thread(task).start();

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Draining draining;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        serve(Duration.ZERO);
    }

    private void serve(Duration notice) throws Exception {
        draining = new Draining(new Limits(LIMIT, notice));
        Router router = Router.router(vertx);
        draining.install(router);
        router.get("/slow").blockingHandler(context -> {
            arrived.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            context.end("done");
        });
        router.get("/quick").handler(context -> context.end("done"));
        router.route().failureHandler(context -> context.response()
                .setStatusCode(
                        context.failure() instanceof ProblemException e
                                ? e.problem().status()
                                : 500)
                .end());
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        vertx.close();
    }

    @Test
    void withNothingUnderWayItWaitsForNothing() throws Exception {
        assertThat(call("/quick").get().statusCode()).isEqualTo(200);
        long before = System.nanoTime();

        draining.drain(new ShutdownDelayInitiatedEvent());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT.dividedBy(4));
    }

    @Test
    void isNotReadyFromTheMomentTheDrainingBegins() throws Exception {
        DrainingReadiness readiness = new DrainingReadiness(draining);
        assertThat(status(readiness)).isEqualTo(HealthCheckResponse.Status.UP);

        draining.drain(new ShutdownDelayInitiatedEvent());

        assertThat(status(readiness)).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void whatIsUnderWayEndsAndWhatComesLaterIsRefused() throws Exception {
        CompletableFuture<HttpResponse<String>> slow = call("/slow");
        arrived.await();
        CompletableFuture<Void> drained = CompletableFuture.runAsync(this::drain, A_THREAD);

        HttpResponse<String> late = call("/quick").get();
        while (late.statusCode() == 200) { // the draining has not begun yet
            late = call("/quick").get();
        }
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Connection")).contains("close");
        assertThat(drained).isNotDone();
        assertThat(status(new DrainingReadiness(draining))).isEqualTo(HealthCheckResponse.Status.DOWN);

        mayEnd.countDown();
        assertThat(slow.get().body()).isEqualTo("done");
        drained.get(LIMIT.toSeconds() / 2, TimeUnit.SECONDS);
    }

    @Test
    void servesOnUntilALoadBalancerHasNoticed() throws Exception {
        Duration notice = Duration.ofSeconds(1);
        serve(notice);
        long before = System.nanoTime();
        CompletableFuture<Void> drained = CompletableFuture.runAsync(this::drain, A_THREAD);

        DrainingReadiness readiness = new DrainingReadiness(draining);
        while (status(readiness) == HealthCheckResponse.Status.UP) {
            Thread.onSpinWait();
        }
        assertThat(call("/quick").get().statusCode()).isEqualTo(200);
        drained.get(LIMIT.toSeconds() / 2, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(notice);
        assertThat(call("/quick").get().statusCode()).isNotEqualTo(200);
    }

    private record Limits(Duration drain, Duration stopNotice) implements HttpConfig {}

    private void drain() {
        try {
            draining.drain(new ShutdownDelayInitiatedEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HealthCheckResponse.Status status(DrainingReadiness readiness) {
        return readiness.call().await().indefinitely().getStatus();
    }

    private CompletableFuture<HttpResponse<String>> call(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
