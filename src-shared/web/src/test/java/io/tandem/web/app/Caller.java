package io.tandem.web.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser or a program: keeps cookies and the token of the last form, follows nothing by itself. */
public final class Caller {
    public static final String ACCOUNT = "demo";
    /** With everything that some layer might take for something else. */
    public static final String PASSWORD = "pä密${x}:\"码";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"");

    private final URI base;
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private String csrf = "";

    private Caller(URI base) {
        this.base = base;
    }

    public static Caller browser(URI base) {
        return new Caller(base).with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    }

    public static Caller program(URI base) {
        return new Caller(base).with("Accept", "*/*");
    }

    public Caller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Caller basic(String account, String password) {
        byte[] pair = (account + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public Caller basic() {
        return basic(ACCOUNT, PASSWORD);
    }

    public Caller cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    public String csrf() {
        return csrf;
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null, HttpRequest.BodyPublishers.noBody());
    }

    public HttpResponse<String> send(String method, String path) {
        return send(method, path, null, HttpRequest.BodyPublishers.noBody());
    }

    public HttpResponse<String> json(String path, String body) {
        return send("POST", path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    /** With the token of the form that was last seen. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.putIfAbsent("csrf", csrf);
        return send(
                "POST",
                path,
                "application/x-www-form-urlencoded",
                HttpRequest.BodyPublishers.ofString(all.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    public HttpResponse<String> signIn(String account, String password, String next) {
        get("/login");
        return post("/login", Map.of("username", account, "password", password, "next", next));
    }

    public Caller signedIn() {
        signIn(ACCOUNT, PASSWORD, "");
        return this;
    }

    public HttpResponse<String> send(String method, String path, String type, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + base.getAuthority() + path))
                .method(method, body);
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::remember);
            Matcher token = TOKEN.matcher(response.body());
            csrf = token.find() ? token.group(1) : csrf;
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
