package io.tandem.local.demo;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.SignIn;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser, and sometimes with curl: signs in, fills in forms, reads pages. */
public final class Visitor {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final String url;
    private final SignIn account;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public Visitor(String url, SignIn account) {
        this.url = url;
        this.account = account;
    }

    /** The page that follows the sign-in. */
    public String signIn() {
        return post("/login", page("/login"), Map.of("username", account.user(), "password", account.password()));
    }

    /** The page that follows the payment form. */
    public String pay(long userId, long orderId) {
        return post("/", page("/"), Map.of("userId", Long.toString(userId), "orderId", Long.toString(orderId)));
    }

    /** 模拟物流查询. */
    public String shipmentPage(long userId, long orderId) {
        return page("/logistic?userId=" + userId + "&orderId=" + orderId);
    }

    /** Over REST, with HTTP Basic. */
    public HttpResponse<String> placeOrder(long userId, long orderId) {
        return placeOrderSoon(userId, orderId).join();
    }

    public CompletableFuture<HttpResponse<String>> placeOrderSoon(long userId, long orderId) {
        return http.sendAsync(
                api("/api/orders")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"userId\":" + userId + ",\"orderId\":" + orderId + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> shipment(long userId, long orderId) {
        return send(api("/api/logistics?userId=" + userId + "&orderId=" + orderId)
                .GET()
                .build());
    }

    public HttpResponse<String> attempt(String attemptId) {
        return send(api("/api/attempts/" + attemptId).GET().build());
    }

    /** 消息轨迹: of {@code orderId=…} or {@code attemptId=…}. */
    public HttpResponse<String> trace(String query) {
        return send(api("/api/trace?" + query).GET().build());
    }

    /** The value of a field of a flat JSON object; empty if it is not there. */
    public static String field(String json, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private HttpRequest.Builder api(String path) {
        String credentials = account.user() + ":" + account.password();
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private String page(String path) {
        return send(browser(path).GET().build()).body();
    }

    private String post(String path, String page, Map<String, String> typed) {
        Map<String, String> hidden = HIDDEN.matcher(page)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (one, same) -> one));
        hidden.putAll(typed);
        String form = hidden.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(browser(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build())
                .body();
    }

    private HttpRequest.Builder browser(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Accept", "text/html")
                .header("Accept-Language", "zh-CN");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new LocalFailure(request.uri().getPath() + " did not answer: " + away.getMessage(), away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }
}
