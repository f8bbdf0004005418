package io.tandem.acceptance.proxy;

import static io.tandem.acceptance.Answers.header;
import static io.tandem.acceptance.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.RawHttp.Reply;
import io.tandem.acceptance.Tandem;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/behind-a-proxy.md says, with a real nginx. Clients come from addresses of their own on the loopback network, for
 * 127.0.0.1 is the proxy's.
 */
class BehindNginxTest {

    private static final int FREE_GUESSES = 6;

    @TempDir
    static Path folder;

    private static String service;
    private static Nginx documented;

    @BeforeAll
    static void start() {
        if (Nginx.program().isEmpty()) {
            System.out.println("SKIPPED: behind a proxy: nginx is not there (Debian: nginx)");
        }
        assumeTrue(Nginx.program().isPresent(), "nginx is not there");
        service = Tandem.services()
                .anotherOrder(Map.of(
                        "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
                        "true",
                        "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES",
                        "127.0.0.1"))
                .url();
        documented = start("documented", Nginx.documented());
    }

    @AfterAll
    static void stop() {
        if (documented != null) {
            documented.close();
        }
    }

    @Test
    void aFormIsTakenFromABrowserThatSaysOnlyItsOrigin() {
        assertThat(pay(documented)).isEqualTo(303);
    }

    @Test
    void aFormIsTakenFromTheProgramBehindAnotherHostOfTheBrowsers() {
        String host = Nginx.documented().replace("Host $http_host", "X-Forwarded-Host $http_host");
        String hostBelieved = Tandem.services()
                .anotherOrder(Map.of(
                        "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true",
                        "QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST", "true",
                        "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1"))
                .url();
        try (Nginx nginx = started(Nginx.inFrontOf(hostBelieved, host, folder.resolve("forwarded-host")))) {
            assertThat(pay(nginx)).isEqualTo(303);
        }
    }

    @Test
    void aRefusalNamesTheSettingThatNginxIsMissing() {
        String plain = Nginx.documented().replaceAll(" *proxy_set_header Host .*\n", "");
        try (Nginx nginx = start("plain", plain)) {
            HttpResponse<String> refused = Caller.program(nginx.url())
                    .with("Origin", nginx.url())
                    .place(Tandem.freshNumber(), Tandem.freshNumber());

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).path("code").asText()).isEqualTo("cross-site");
            assertThat(refused.body())
                    .contains("proxy_set_header Host $http_host", "QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST");
        }
    }

    @Test
    void inventedAddressesEvadeNoLimitAndLockNobodyOut() {
        RawHttp guesser = RawHttp.to(documented.url()).from("127.0.0.31");
        for (int i = 0; i < FREE_GUESSES; i++) {
            assertThat(guess(guesser, "guess" + i, "127.0.0.32").status()).isEqualTo(401);
        }

        assertThat(guess(guesser, "one more", "198.51.100." + 1).status()).isEqualTo(429);
        assertThat(guess(RawHttp.to(documented.url()).from("127.0.0.32"), Tandem.password(), "127.0.0.31")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theSchemeIsBelievedOfTheProxyAlone() {
        String https = "X-Forwarded-Proto: https";

        Reply byProxy = RawHttp.to(service).send("GET /login HTTP/1.1", https, "Accept: text/html");
        Reply byAnybody =
                RawHttp.to(service).from("127.0.0.33").send("GET /login HTTP/1.1", https, "Accept: text/html");

        assertThat(byProxy.header("Set-Cookie")).startsWith("__Host-").contains("Secure");
        assertThat(byProxy.header("Strict-Transport-Security")).isNotEmpty();
        assertThat(byAnybody.header("Set-Cookie")).doesNotContain("Secure");
    }

    /** nginx passes on what it does not know; a form whose request had another port would be another origin's. */
    @Test
    void portAndSchemeThatAClientWritesCountForNothing() {
        Caller browser = Caller.browser(documented.url())
                .with("X-Forwarded-Port", "1")
                .with("X-Forwarded-Ssl", "on")
                .with("X-Forwarded-Prefix", "/evil");

        assertThat(pay(browser, documented.url())).isEqualTo(303);
    }

    @Test
    void eventsAreNeitherBufferedNorCompressed() {
        HttpResponse<String> placed = Caller.program(service).place(Tandem.freshNumber(), Tandem.freshNumber());
        String attempt = json(placed).path("attemptId").asText();

        HttpResponse<String> events = events(service, attempt);
        HttpResponse<String> passedOn = events(documented.url(), attempt);

        assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
        assertThat(header(events, "X-Accel-Buffering")).isEqualTo("no");
        assertThat(header(events, "Content-Encoding")).isEmpty();
        assertThat(passedOn.statusCode()).as(passedOn.body()).isEqualTo(200);
        assertThat(header(passedOn, "X-Accel-Buffering"))
                .as("nginx has understood it")
                .isEmpty();
        assertThat(header(passedOn, "Content-Encoding")).isEmpty();
        assertThat(passedOn.body()).contains("data:");
    }

    private static HttpResponse<String> events(String server, String attempt) {
        return Caller.program(server)
                .with("Accept", "text/event-stream")
                .with("Accept-Encoding", "gzip")
                .get("/api/trace/events?attemptId=" + attempt);
    }

    private static int pay(Nginx nginx) {
        return pay(Caller.browser(nginx.url()), nginx.url());
    }

    private static int pay(Caller browser, String origin) {
        browser.with("Origin", origin);
        assertThat(browser.signIn(Tandem.user(), Tandem.password(), "").statusCode())
                .isEqualTo(303);
        browser.get("/");
        return browser.form(
                        "/",
                        Map.of(
                                "userId", Long.toString(Tandem.freshNumber()),
                                "orderId", Long.toString(Tandem.freshNumber())))
                .statusCode();
    }

    private static Reply guess(RawHttp from, String password, String invented) {
        return from.send(
                "GET /api/orders/1 HTTP/1.1", RawHttp.basic(Tandem.user(), password), "X-Forwarded-For: " + invented);
    }

    private static Nginx start(String name, String configuration) {
        return started(Nginx.inFrontOf(service, configuration, folder.resolve(name)));
    }

    private static Nginx started(Nginx nginx) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> assertThat(
                        Caller.stranger(nginx.url()).get("/login").statusCode())
                .isEqualTo(200));
        return nginx;
    }
}
