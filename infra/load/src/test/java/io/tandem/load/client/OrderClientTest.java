package io.tandem.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tandem.local.process.FreePorts;
import io.tandem.local.run.SignIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderClientTest {

    private final Set<String> requests = ConcurrentHashMap.newKeySet();
    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
    private final OrderClient client = new OrderClient(new SignIn("user", "secret"));
    private final AtomicLong orders = new AtomicLong();
    private final Payer payer = due -> client.pay(server(), new Order(1001, orders.incrementAndGet()));
    private HttpServer server;
    private int status = 201;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/api/orders", exchange -> {
            callers.add(exchange.getRemoteAddress());
            requests.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status > 0) {
                byte[] answer = "{\"status\":\"PLACED\"}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(status, 0);
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void sendsWhatTheCallerAsksForAndTellsTheAnswer() {
        UUID key = UUID.randomUUID();

        Answer answer = client.pay(server(), new Order(1001, 7, Optional.of(key), Duration.ofSeconds(5)))
                .join();

        assertThat(answer).isEqualTo(new Answer(7, 201, "{\"status\":\"PLACED\"}", true, ""));
        assertThat(requests).containsExactly("Basic dXNlcjpzZWNyZXQ= " + key + " {\"userId\":1001,\"orderId\":7}");
    }

    @Test
    void tellsAnAnswerThatDidNotComeFromAConnectionThatWasNotThere() {
        status = 0;

        assertThat(client.pay(server(), new Order(1, 7)).join().status()).isEqualTo(Answer.NONE);
        assertThat(client.pay(URI.create("http://127.0.0.1:" + FreePorts.next()), new Order(1, 8))
                        .join()
                        .status())
                .isEqualTo(Answer.NOT_CONNECTED);
    }

    @Test
    void ordersFindTheConnectionsThatWereOpenedAhead() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI there = URI.create("http://127.0.0.1:" + listening.getLocalPort());
            client.connect(List.of(there), 1);
            try (Socket connected = listening.accept()) {
                var unused = client.pay(there, new Order(1001, 7));

                assertThat(new BufferedReader(new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8))
                                .readLine())
                        .isEqualTo("POST /api/orders HTTP/1.1");
            }
        }
    }

    @Test
    void aCallerBeginsAnewWhenItIsAnswered() {
        Tally tally = new Callers(payer).pay(4, () -> orders.get() < 100);

        assertThat(tally.count(Answer.PLACED)).isGreaterThanOrEqualTo(100).isEqualTo(requests.size());
        assertThat(callers).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void ordersAreDueAtARateWhateverBecomesOfThoseBefore() {
        List<Long> due = new ArrayList<>();
        CompletableFuture<Answer> never = new CompletableFuture<>();

        Tally tally = new Arrivals(moment -> {
                    due.add(moment);
                    // The last order answers all: until then every one of them waits.
                    return due.size() < 200 ? never : completed(never);
                })
                .pay(400, Duration.ofMillis(500));

        assertThat(due).hasSize(200).isSorted();
        assertThat((due.get(199) - due.get(0)) / 1e9).isBetween(0.4, 0.6);
        assertThat(tally.times(Answer.PLACED).max()).isGreaterThan(400);
    }

    private static CompletableFuture<Answer> completed(CompletableFuture<Answer> answer) {
        answer.complete(new Answer(7, Answer.PLACED, "", false, ""));
        return answer;
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
