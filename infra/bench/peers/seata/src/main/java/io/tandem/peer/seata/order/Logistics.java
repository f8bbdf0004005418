package io.tandem.peer.seata.order;

import io.tandem.peer.spring.api.PlaceOrderRequest;
import java.util.UUID;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.seata.core.context.RootContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The other service. It joins the transaction whose name stands in the header. */
@Component
class Logistics {

    /** As many as Tomcat has threads: none waits for a connection. */
    private static final int CONNECTIONS = 256;

    private final RestClient http;

    Logistics(
            RestClient.Builder builder,
            @Value("${LOGISTICS_URL}") String url,
            @Value("${APP_DEMO_USERNAME}") String user,
            @Value("${APP_DEMO_PASSWORD}") String password) {
        HttpComponentsClientHttpRequestFactory connections =
                new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
                        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS)
                                .build())
                        .disableCookieManagement()
                        .build());
        this.http = builder.baseUrl(url)
                .requestFactory(connections)
                .defaultHeaders(headers -> headers.setBasicAuth(user, password))
                .build();
    }

    void ship(UUID attempt, PlaceOrderRequest order) {
        http.post()
                .uri("/shipments")
                .header(RootContext.KEY_XID, RootContext.getXID())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Shipment(attempt, order.orderId(), order.userId()))
                .retrieve()
                .toBodilessEntity();
    }

    record Shipment(UUID attemptId, long orderId, long userId) {}
}
