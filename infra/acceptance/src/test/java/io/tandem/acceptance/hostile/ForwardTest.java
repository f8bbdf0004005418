package io.tandem.acceptance.hostile;

import static io.tandem.acceptance.Answers.assertSecurityHeaders;
import static io.tandem.acceptance.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.RawHttp;
import io.tandem.acceptance.RawHttp.Reply;
import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.hostile.Upstream.Received;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order service fetches two addresses from the logistics service, and cannot be talked into fetching a third. */
class ForwardTest {

    private static final String FORWARDED =
            "/(logistic|api/logistics)(\\?(userId|orderId|lang)=[\\w%.*+-]*(&(userId|orderId|lang)=[\\w%.*+-]*)*)?";

    private final Exposed exposed = Exposed.exposed();
    private final String credentials = RawHttp.basic(Tandem.user(), Tandem.password());

    @BeforeEach
    void forgetEarlierRequests() {
        exposed.upstream().take();
    }

    static Stream<String> tricks() {
        return Stream.of("/logistic", "/api/logistics")
                .flatMap(path -> Stream.of(
                        path + "/../../q/metrics",
                        path + "/..;/login",
                        path + "/%2e%2e/login",
                        path + "/..%2flogin",
                        path + "/..%5clogin",
                        path + "/.%00./login",
                        path + "%2f..%2flogin",
                        path + "%00/login",
                        path + ";/../login",
                        path + "%3b/../login",
                        path + "%3fuserId=1",
                        path + "%23",
                        path + "//evil.example/",
                        path + "\\..\\login",
                        path + "@evil.example/",
                        path + ":80@evil.example/",
                        path + "/",
                        path + "/.",
                        path + "//",
                        "/" + path,
                        "//evil.example" + path,
                        "/\\evil.example" + path,
                        "/x/.." + path,
                        "/x/%2e%2e" + path,
                        "/login/..;" + path,
                        path.toUpperCase(Locale.ROOT),
                        path.replace("log", "%6cog"),
                        path.replace("log", "%256cog"),
                        path.replace("/", "%2f"),
                        "http://evil.example" + path,
                        "http://169.254.169.254/latest/meta-data/",
                        "http://127.0.0.1:1@evil.example" + path,
                        "https:" + path,
                        "file://" + path,
                        path + "?userId=1&orderId=2&url=http://evil.example/&host=evil.example",
                        path + "?userId=1%26admin%3d1&orderId=2%23",
                        path + "?userId=1&userId=2&orderId=3",
                        path + "?userId=%0d%0aX-Evil:%20x&orderId=%20HTTP/1.1%0d%0aHost:%20evil.example",
                        path + "?orderId=%ff&userId=%zz",
                        path + "?userId[]=1&lang=../../x",
                        path + "?" + "x".repeat(2_000)));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void noTrickWithTheAddressReachesAnother(String address) {
        for (String method : List.of("GET", "HEAD", "POST")) {
            Reply reply = RawHttp.to(exposed.url())
                    .send(method + " " + address + " HTTP/1.1", credentials, "Content-Length: 0");
            assertThat(reply.status()).as(reply.head()).isBetween(200, 499);
        }

        assertThat(forwarded()).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.address()).matches(FORWARDED);
            assertThat(request.headers().get("Host"))
                    .containsExactly(exposed.upstream().authority());
            assertThat(request.headers()).doesNotContainKey("X-evil");
        });
    }

    @Test
    void onlyTheHeadersThatAreNamedGoAlong() {
        RawHttp.to(exposed.url())
                .send(
                        "GET /logistic?userId=1&orderId=2 HTTP/1.1",
                        credentials,
                        "Accept: text/html",
                        "Accept-Language: en",
                        "Cookie: a=b",
                        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "Connection: X-Hop, Cookie",
                        "X-Hop: x",
                        "X-Forwarded-For: 192.0.2.1",
                        "X-Forwarded-Host: evil.example",
                        "X-Forwarded-Proto: https",
                        "Forwarded: for=192.0.2.1;host=evil.example",
                        "X-Real-IP: 192.0.2.1",
                        "X-Original-URL: /login",
                        "X-Rewrite-URL: /login",
                        "X-HTTP-Method-Override: DELETE",
                        "Proxy-Authorization: Basic eDp4",
                        "Range: bytes=0-1",
                        "If-None-Match: *",
                        "Upgrade: h2c",
                        "Origin: https://evil.example",
                        "Referer: https://evil.example/secret",
                        "User-Agent: x",
                        "Tandem-Front: evil");

        List<Received> received = forwarded();

        assertThat(received).singleElement().satisfies(request -> {
            assertThat(request.headers().keySet())
                    .containsExactlyInAnyOrder(
                            "Host",
                            "Accept",
                            "Accept-language",
                            "Authorization",
                            "Cookie",
                            "Traceparent",
                            "Tandem-front");
            assertThat(request.headers().get("Tandem-front")).containsExactly("order");
            assertThat(request.headers().get("Cookie")).containsExactly("a=b");
        });
    }

    @Test
    void onlyTheHeadersThatAreNamedComeBack() {
        HttpResponse<String> answer = Caller.program(exposed.url()).get("/logistic?userId=1&orderId=2");

        assertThat(answer.body()).isEqualTo(Upstream.BODY);
        assertSecurityHeaders(answer);
        assertThat(header(answer, "Content-Security-Policy")).doesNotContain("*");
        for (String name : List.of("Location", "X-Internal", "Access-Control-Allow-Origin")) {
            assertThat(header(answer, name)).as(name).isEmpty();
        }
    }

    @Test
    void whoIsNobodyIsNotForwarded() {
        Caller.stranger(exposed.url()).get("/api/logistics?userId=1&orderId=2");
        Caller.browser(exposed.url()).get("/logistic?userId=1&orderId=2");
        Caller.stranger(exposed.url()).cookie(Caller.session(), "A".repeat(43)).get("/logistic");

        assertThat(forwarded()).isEmpty();
    }

    /** What came for a caller: the status strip, too, asks whether logistics-native is there. */
    private List<Received> forwarded() {
        return exposed.upstream().take().stream()
                .filter(request ->
                        !(request.method().equals("HEAD") && request.address().equals("/login")))
                .toList();
    }
}
