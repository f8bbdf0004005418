package io.tandem.order.forward;

import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import io.tandem.web.page.Pages;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches a page or an answer from the logistics service on a caller's behalf, so that either service's address will do. Nothing of the
 * caller's request is passed on as it came: path, parameters and headers are named here, and the request is written anew.
 */
@Singleton
class LogisticsForward {

    private static final List<String> PARAMETERS = List.of("userId", "orderId", "lang");
    private static final List<String> REQUEST_HEADERS =
            List.of("Accept", "Accept-Language", "Authorization", "Cookie", "traceparent");
    private static final List<String> RESPONSE_HEADERS =
            List.of("Content-Type", "Content-Language", "Retry-After", "WWW-Authenticate");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    private final HttpClient client;
    private final RequestOptions target;
    private final Duration timeout;

    LogisticsForward(Vertx vertx, ForwardSettings settings) {
        URI url = settings.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null || !(tls || "http".equalsIgnoreCase(url.getScheme()))) {
            throw new IllegalArgumentException("LOGISTICS_URL must be http://host:port, but is " + url);
        }
        int defaultPort = tls ? HTTPS_PORT : HTTP_PORT;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(tls)
                .setConnectTimeout((int) settings.timeout().toMillis())
                .setMaxPoolSize(32));
        this.target = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(url.getHost().replaceAll("[\\[\\]]", "")) // of an IPv6 address, which a URL has in brackets
                .setPort(url.getPort() < 0 ? defaultPort : url.getPort())
                .setTimeout(settings.timeout().toMillis());
        this.timeout = settings.timeout();
    }

    /** Answers as logistics does; fails with 503 {@code unavailable} if it does not in time. */
    Uni<Response> get(String path, RoutingContext context) {
        RequestOptions request =
                new RequestOptions(target).setURI(path + query(context)).putHeader(Pages.FRONT, "order");
        MultiMap received = context.request().headers();
        REQUEST_HEADERS.stream()
                .filter(received::contains)
                .forEach(name -> request.putHeader(name, received.get(name)));
        return CallersContext.resume(Uni.createFrom()
                        .completionStage(() -> client.request(request)
                                .compose(call -> call.send())
                                .compose(response -> response.body()
                                        .map(body -> answer(
                                                response,
                                                body,
                                                context.request().isSSL())))
                                .toCompletionStage())
                        .ifNoItem()
                        .after(timeout)
                        .fail())
                .onFailure()
                .transform(LogisticsAway::because);
    }

    /** Whether the logistics service answers, whatever it says. */
    Uni<Boolean> answers() {
        RequestOptions request =
                new RequestOptions(target).setMethod(HttpMethod.HEAD).setURI("/login");
        return CallersContext.resume(Uni.createFrom().completionStage(() -> client.request(request)
                        .compose(call -> call.send())
                        .map(response -> response.statusCode() < 500)
                        .toCompletionStage()))
                .ifNoItem()
                .after(ANSWERS_WITHIN)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
    }

    private static String query(RoutingContext context) {
        List<String> pairs = new ArrayList<>();
        for (String name : PARAMETERS) {
            List<String> values = context.queryParam(name);
            if (!values.isEmpty()) {
                pairs.add(name + "=" + URLEncoder.encode(values.get(0), StandardCharsets.UTF_8));
            }
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    /** @param tls whether the caller came over TLS: then no cookie is passed on, for none that was set without is believed */
    private static Response answer(HttpClientResponse response, Buffer body, boolean tls) {
        Response.ResponseBuilder answer = Response.status(response.statusCode()).entity(body.getBytes());
        for (String name : RESPONSE_HEADERS) {
            if (response.getHeader(name) != null) {
                answer.header(name, response.getHeader(name));
            }
        }
        if (!tls) {
            response.headers().getAll("Set-Cookie").forEach(cookie -> answer.header("Set-Cookie", cookie));
        }
        String location = response.getHeader("Location");
        if (location != null && location.startsWith("/") && !location.startsWith("//")) {
            answer.header("Location", location);
        }
        return answer.build();
    }
}
