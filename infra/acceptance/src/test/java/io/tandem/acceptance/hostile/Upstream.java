package io.tandem.acceptance.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands where the logistics service should be, notes down what the order service sends there, and answers with too much. */
final class Upstream implements AutoCloseable {

    static final String BODY = "<p>upstream</p>";

    private final HttpServer server;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    /** The address as it stood in the request line. */
    record Received(String method, String address, Map<String, List<String>> headers) {}

    private Upstream(HttpServer server) {
        this.server = server;
        server.createContext("/", this::note);
        server.start();
    }

    static Upstream start() {
        try {
            return new Upstream(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** All since the last time. */
    List<Received> take() {
        List<Received> all = List.copyOf(received);
        received.clear();
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void note(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders())));
        exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
        exchange.getResponseHeaders().add("Set-Cookie", "tandem_form=x; Path=/; HttpOnly; SameSite=Lax");
        exchange.getResponseHeaders().add("Location", "https://evil.example/");
        exchange.getResponseHeaders().add("X-Internal", "10.0.0.12");
        exchange.getResponseHeaders().add("Server", "upstream");
        exchange.getResponseHeaders().add("Content-Security-Policy", "default-src *");
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
