package io.tandem.acceptance;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller of a service over HTTP: a program, or a person's browser without eyes. Follows no redirect by itself. */
public final class Caller {

    public static final String FORM = "application/x-www-form-urlencoded";
    public static final String JSON = "application/json";

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

    private final String base;
    private HttpClient client = CLIENT;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";

    private Caller(String base) {
        this.base = base;
    }

    /** A program without credentials. */
    public static Caller stranger(String base) {
        return new Caller(base).with("Accept", "*/*");
    }

    /** A program with the demo account's. */
    public static Caller program(String base) {
        return stranger(base).basic(Tandem.user(), Tandem.password());
    }

    /** A browser that is not signed in. */
    public static Caller browser(String base) {
        return new Caller(base).with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    }

    /** A browser that is. */
    public static Caller signedIn(String base) {
        Caller browser = browser(base);
        browser.signIn(Tandem.user(), Tandem.password(), "");
        return browser;
    }

    /** The session cookie's name, which the runner gives each stack for itself. */
    public static String session() {
        return "tandem_session_" + URI.create(Tandem.order()).getPort();
    }

    /** The same caller, cookies and all, at another address. */
    public Caller at(String otherBase) {
        Caller other = new Caller(otherBase).over(client);
        other.headers.putAll(headers);
        other.cookies.putAll(cookies);
        other.csrf = csrf;
        return other;
    }

    /** With a client that trusts whom this one does not. */
    public Caller over(HttpClient other) {
        client = other;
        return this;
    }

    public Caller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Caller basic(String account, String password) {
        byte[] pair = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public Caller cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** Null if there is none. */
    public String cookie(String name) {
        return cookies.get(name);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    public HttpResponse<String> place(long userId, long orderId) {
        return json("/api/orders", order(userId, orderId));
    }

    public CompletableFuture<HttpResponse<String>> placing(long userId, long orderId) {
        return client.sendAsync(
                request("POST", "/api/orders", JSON, BodyPublishers.ofString(order(userId, orderId))),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> json(String path, String body) {
        return send("POST", path, JSON, BodyPublishers.ofString(body));
    }

    /** With the token of the form that was last seen, unless the fields bring one. */
    public HttpResponse<String> form(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("csrf", csrf);
        return send("POST", path, FORM, BodyPublishers.ofString(encoded(all)));
    }

    public HttpResponse<String> signIn(String account, String password, String next) {
        get("/login");
        return form("/login", Map.of("username", account, "password", password, "next", next));
    }

    public HttpResponse<String> send(String method, String path, String type, BodyPublisher body) {
        try {
            HttpResponse<String> answer =
                    client.send(request(method, path, type, body), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::remember);
            Matcher token = TOKEN.matcher(answer.body());
            csrf = token.find() ? token.group(1) : csrf;
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + base + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static String order(long userId, long orderId) {
        return "{\"userId\":" + userId + ",\"orderId\":" + orderId + "}";
    }

    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(joining("&"));
    }

    private HttpRequest request(String method, String path, String type, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).method(method, body);
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(joining("; ")));
        }
        return request.build();
    }

    private void remember(String setCookie) {
        String[] pair = setCookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
