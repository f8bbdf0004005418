package io.tandem.acceptance.contract;

import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Shipments;
import io.tandem.acceptance.Tandem;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Health and metrics: on the management port, for operators, and on no other. */
class ManagementTest {

    static Stream<String> services() {
        return Stream.of("order", "logistics");
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyHealthCheckIsUpWhileAllIsWell(String name) {
        Caller operator = Caller.stranger(service(name).managementUrl());

        for (String check : List.of("live", "ready", "started")) {
            HttpResponse<String> health = operator.get("/q/health/" + check);

            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(json(health).path("status").asText()).isEqualTo("UP");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void readinessAsksBothServers(String name) {
        JsonNode checks = json(Caller.stranger(service(name).managementUrl()).get("/q/health/ready"))
                .path("checks");

        assertThat(StreamSupport.stream(checks.spliterator(), false)
                        .map(check -> check.path("name").asText()))
                .contains("MySQL")
                .anyMatch(check -> check.startsWith("RocketMQ"));
    }

    /** As Alibaba Cloud's CLB asks: without a Host header, and the connection's end is the answer's. */
    @ParameterizedTest
    @MethodSource("services")
    void aLoadBalancerMayAskByHeadOverHttp10(String name) throws IOException {
        URI management = URI.create(service(name).managementUrl());
        try (Socket socket = new Socket(management.getHost(), management.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("HEAD /q/health/ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("(?s)HTTP/1\\.[01] 200 .*\r\n\r\n");
        }
    }

    @Test
    void metricsCountOrdersByOutcome() {
        long userId = Tandem.freshNumber();
        long orderId = Tandem.freshNumber();
        Caller caller = Caller.program(Tandem.order());
        caller.place(userId, orderId);
        caller.place(userId, orderId);
        Shipments.awaitCreated(Tandem.order(), userId, orderId);

        assertThat(metrics("order"))
                .contains("tandem_orders_total{outcome=\"placed\"", "tandem_orders_total{outcome=\"already_exists\"");
        assertThat(metrics("logistics")).contains("tandem_deliveries_total{verdict=\"done\"");
    }

    @ParameterizedTest
    @MethodSource("services")
    void thePortOfTheApiShowsNeither(String name) {
        Caller caller = Caller.program(service(name).url());

        assertThat(caller.get("/q/metrics").statusCode()).isEqualTo(404);
        assertThat(caller.get("/q/health/ready").statusCode()).isEqualTo(404);
    }

    private static ServiceProcess service(String name) {
        return name.equals("order")
                ? Tandem.services().order()
                : Tandem.services().logistics();
    }

    private static String metrics(String name) {
        return Caller.stranger(service(name).managementUrl()).get("/q/metrics").body();
    }
}
