package io.tandem.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final Map<String, String> ACCOUNT =
            Map.of("APP_DEMO_USERNAME", "user", "APP_DEMO_PASSWORD", "secret");

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private int status = 201;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/api/orders", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"status\":\"PLACED\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void paysEachOrderOnceInAClosedLoop() {
        LoadAnswer answer = run(4, 0, 0.5);

        assertThat(answer.created()).isPositive().isEqualTo(bodies.size());
        assertThat(answer.eachQuarter().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo((int) answer.created());
        assertThat(answer.refused()).isZero();
        assertThat(bodies).contains("{\"userId\":1001,\"orderId\":7}");
    }

    @Test
    void keepsTheRateInAnOpenLoop() {
        LoadAnswer answer = run(8, 100, 1);

        assertThat(answer.created()).isEqualTo(100);
    }

    @Test
    void countsRefusalsApartAndKeepsTheFirst() {
        status = 503;

        LoadAnswer answer = run(1, 50, 0.2);

        assertThat(answer.created()).isZero();
        assertThat(answer.refused()).isEqualTo(10);
        assertThat(answer.refusal()).isEqualTo("503 {\"status\":\"PLACED\"}");
    }

    @Test
    void repeatsOrderNumbersWhenAskedFor() {
        LoadAnswer answer = run(4, 400, 0.5, 50);

        assertThat(answer.created()).isEqualTo(200);
        assertThat(bodies.size()).isBetween(60, 160);
    }

    private LoadAnswer run(int callers, double perSecond, double seconds) {
        return run(callers, perSecond, seconds, 0);
    }

    private LoadAnswer run(int callers, double perSecond, double seconds, double duplicates) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new LoadGenerator(
                        new LoadRequest(List.of(url), callers, perSecond, seconds, 7, duplicates, false), ACCOUNT)
                .run();
    }
}
