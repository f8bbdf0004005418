package io.tandem.rehearse.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A load balancer as the template orders it: round robin over those of its hosts that are well, which it asks every 5 s with HEAD and
 * HTTP/1.0, as CLB does. It believes what it hears twice.
 */
public final class Balancer {

    private static final int HTTP = 80;
    private static final int MANAGEMENT = 9080;
    private static final int INTERVAL_SECONDS = 5;
    private static final int TIMEOUT_MS = 3_000;
    private static final int TWICE = 2;
    private static final int UNAVAILABLE = 503;
    private static final int BAD_GATEWAY = 502;
    private static final String QUESTION = "HEAD /q/health/ready HTTP/1.0\r\n\r\n";
    /** What a client may not set, or the server sets itself. */
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "expect", "date");

    private final String address;
    private final List<Backend> backends = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
            .build();

    private Balancer(String address) {
        this.address = address;
    }

    /** {@code Balancer ADDRESS…}: takes {@code add ADDRESS HOST} and {@code remove ADDRESS HOST}, ends with its standard input. */
    public static void main(String... addresses) {
        AtExit.orSayWhyNot(() -> {
            try {
                Map<String, Balancer> balancers = new ConcurrentHashMap<>();
                for (String address : addresses) {
                    Balancer balancer = new Balancer(address);
                    balancer.serve();
                    balancers.put(address, balancer);
                }
                System.out.println("ready");
                obey(balancers);
                System.exit(0);
            } catch (IOException failure) {
                throw new LocalFailure("The balancer cannot start: " + failure.getMessage(), failure);
            }
        });
    }

    private static void obey(Map<String, Balancer> balancers) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            List<Backend> backends = balancers.get(words[1]).backends;
            if (words[0].equals("add")) {
                backends.add(new Backend(words[2]));
            } else {
                backends.removeIf(backend -> backend.host.equals(words[2]));
            }
            System.out.println("done");
        }
    }

    private void serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, HTTP), 0);
        server.setExecutor(Executors.newCachedThreadPool(Balancer::daemon));
        server.createContext("/", this::forward);
        server.start();
        daemon(this::askForEver).start();
    }

    private void askForEver() {
        try {
            while (true) {
                backends.forEach(backend -> backend.told(isReady(backend.host)));
                TimeUnit.SECONDS.sleep(INTERVAL_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            // This server ends idle connections without a word: a payment on one of them would look refused.
            exchange.getResponseHeaders().set("Connection", "close");
            List<Backend> well = backends.stream().filter(Backend::isWell).collect(Collectors.toList());
            if (well.isEmpty()) {
                exchange.sendResponseHeaders(UNAVAILABLE, -1);
                return;
            }
            Backend chosen = well.get(Math.floorMod(turn.getAndIncrement(), well.size()));
            try {
                HttpResponse<byte[]> answer =
                        client.send(request(exchange, chosen.host, body), HttpResponse.BodyHandlers.ofByteArray());
                answer.headers().map().forEach((name, values) -> {
                    if (!OWN.contains(name)) {
                        exchange.getResponseHeaders().put(name, values);
                    }
                });
                exchange.sendResponseHeaders(
                        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                if (answer.body().length > 0) {
                    exchange.getResponseBody().write(answer.body());
                }
            } catch (IOException unreachable) {
                exchange.sendResponseHeaders(BAD_GATEWAY, -1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The host's name stays what the client asked for, and its address is passed on, as CLB does. */
    private static HttpRequest request(HttpExchange exchange, String host, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + HTTP + exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(60))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.header(
                "X-Forwarded-Host", String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
        request.header("X-Forwarded-Proto", "http");
        request.header(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
        return request.build();
    }

    private boolean isReady(String host) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(host, MANAGEMENT), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.matches("HTTP/1\\.[01] 2.*");
        } catch (IOException silent) {
            return false;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "balancer");
        thread.setDaemon(true);
        return thread;
    }

    /** A host, and what was heard of it. */
    private static final class Backend {
        private final String host;
        private int same;
        private boolean heard;
        private volatile boolean well;

        Backend(String host) {
            this.host = host;
        }

        boolean isWell() {
            return well;
        }

        synchronized void told(boolean ready) {
            same = ready == heard ? same + 1 : 1;
            heard = ready;
            if (same >= TWICE) {
                well = ready;
            }
        }
    }
}
