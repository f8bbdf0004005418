package io.tandem.packaging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that is installed in a service's place: it has a management port as the services have, and tells what it was given.
 * What is told on another path than the health's is what the tests ask for.
 */
final class Probe {

    private static final Map<String, String> GIVEN = System.getenv();

    private Probe() {}

    @SuppressWarnings("SystemOut")
    public static void main(String... arguments) throws IOException {
        if (GIVEN.containsKey("PROBE_COMPLAINT")) {
            System.err.println("Cannot start. " + GIVEN.get("PROBE_COMPLAINT"));
            System.exit(1);
        }
        int port = Integer.parseInt(GIVEN.get("QUARKUS_MANAGEMENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", Probe::health);
        server.createContext("/environment/", exchange -> answer(exchange, 200, GIVEN.get(lastPart(exchange))));
        server.createContext(
                "/credential/",
                exchange -> answer(
                        exchange,
                        200,
                        Files.readString(Path.of(GIVEN.get("CREDENTIALS_DIRECTORY"), lastPart(exchange)))));
        server.createContext(
                "/pid",
                exchange -> answer(exchange, 200, "" + ProcessHandle.current().pid()));
        server.start();
        System.out.println("probe is up. Listening on: http://127.0.0.1:" + port);
    }

    private static void health(HttpExchange exchange) throws IOException {
        boolean up = !GIVEN.containsKey("PROBE_DOWN");
        answer(exchange, up ? 200 : 503, """
                {
                    "status": "%s",
                    "checks": [
                        {
                            "name": "MySQL",
                            "status": "%s"
                        },
                        {
                            "name": "Graceful Shutdown",
                            "status": "UP"
                        }
                    ]
                }
                """.formatted(up ? "UP" : "DOWN", up ? "UP" : "DOWN"));
    }

    private static String lastPart(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
