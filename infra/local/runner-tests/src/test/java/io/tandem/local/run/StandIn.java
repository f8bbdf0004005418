package io.tandem.local.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for a service: ready at once, and tells on {@code /environment} which variables it was given. It keeps the
 * runner's contract (environment in, health out, ends at SIGTERM) and nothing else.
 */
public final class StandIn {

    private StandIn() {}

    public static void main(String... arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("STAND_IN_FAILS")) {
            System.out.println("cannot start: told to fail");
            System.exit(3);
        }
        String variables = String.join("\n", new TreeMap<>(environment).keySet());
        serve(environment, "QUARKUS_HTTP", "/environment", variables);
        serve(environment, "QUARKUS_MANAGEMENT", "/q/health/ready", "{\"status\":\"UP\"}");
        new CountDownLatch(1).await();
    }

    private static void serve(Map<String, String> environment, String prefix, String path, String answer)
            throws IOException {
        InetAddress host = InetAddress.getByName(environment.get(prefix + "_HOST"));
        int port = Integer.parseInt(environment.get(prefix + "_PORT"));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
