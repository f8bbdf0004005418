package io.tandem.rehearse.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The metadata service (with IMDSv2: not without a token), the parameter store, and the address that hosts signal to. A host is
 * who it is by its address, and its role may read what the template's RAM policy allows, by name. What is signalled goes to the
 * standard output, a line each: {@code signal HANDLE JSON}.
 */
public final class CloudServices {

    /** Where the parameter store is. The real one's address is another; scripts take it from {@code TANDEM_PARAMETERS}. */
    public static final int PARAMETERS_PORT = 8080;

    private static final int HTTP_PORT = 80;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String ROLES = "/latest/meta-data/ram/security-credentials/";

    private final Path settings;
    private final String token = UUID.randomUUID().toString();

    private CloudServices(Path settings) {
        this.settings = settings;
    }

    /** {@code CloudServices SETTINGS ADDRESS BUCKET KEYS}: ends with its standard input. The settings may change at any time. */
    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> {
            try {
                new CloudServices(Path.of(arguments[0])).serve(arguments[1]);
                new Bucket(Path.of(arguments[2])).serve(arguments[1], Path.of(arguments[3]));
                System.out.println("ready");
                System.in.transferTo(OutputStream.nullOutputStream());
                System.exit(0);
            } catch (IOException failure) {
                throw new LocalFailure("The cloud's services cannot start: " + failure.getMessage(), failure);
            }
        });
    }

    private void serve(String address) throws IOException {
        HttpServer plain = HttpServer.create(new InetSocketAddress(address, HTTP_PORT), 0);
        plain.createContext("/latest/api/token", exchange -> answer(exchange, OK, token));
        plain.createContext(ROLES, this::role);
        plain.createContext("/signal/", this::signal);
        plain.start();
        HttpServer parameters = HttpServer.create(new InetSocketAddress(address, PARAMETERS_PORT), 0);
        parameters.createContext("/", this::parameter);
        parameters.start();
    }

    private void role(HttpExchange exchange) throws IOException {
        String role = now().find("role." + caller(exchange));
        if (role.isEmpty() || !token.equals(exchange.getRequestHeaders().getFirst("X-aliyun-ecs-metadata-token"))) {
            answer(exchange, FORBIDDEN, "no role, or no token");
        } else if (exchange.getRequestURI().getPath().equals(ROLES)) {
            answer(exchange, OK, role);
        } else {
            answer(
                    exchange,
                    OK,
                    "{\"AccessKeyId\":\"STS.%s\",\"AccessKeySecret\":\"%s\",\"SecurityToken\":\"%s\",\"Code\":\"Success\"}"
                            .formatted(role, token, token));
        }
    }

    /** The signature is the test's affair (infra/ros/lint/test/secrets.test.js), which knows an example of the vendor's. */
    private void parameter(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange);
        CloudSettings settings = now();
        String role = settings.find("role." + caller(exchange));
        String name = asked.getOrDefault("Name", "");
        List<String> allowed = List.of(settings.find("may." + role).split(",", -1));
        if (!asked.getOrDefault("AccessKeyId", "").equals("STS." + role)
                || asked.getOrDefault("Signature", "").isEmpty()
                || !allowed.contains(name)) {
            answer(
                    exchange,
                    FORBIDDEN,
                    "{\"Code\":\"NoPermission\",\"Message\":\"the role may not read " + name + "\"}");
        } else if (!asked.getOrDefault("Action", "").equals("GetSecretParameter")) {
            answer(exchange, NOT_FOUND, "{\"Code\":\"InvalidAction.NotFound\",\"Message\":\"no such action\"}");
        } else {
            answer(exchange, OK, "{\"Parameter\":{\"Value\":\"" + escaped(settings.get("secret." + name)) + "\"}}");
        }
    }

    private void signal(HttpExchange exchange) throws IOException {
        String handle = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (System.out) {
            System.out.println("signal " + handle + " " + message.replaceAll("\\R", " "));
        }
        answer(exchange, OK, "{}");
    }

    /** What was set last: secrets are changed by updates of the stack. */
    private CloudSettings now() {
        return CloudSettings.read(settings);
    }

    private static String caller(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (one, same) -> one));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
