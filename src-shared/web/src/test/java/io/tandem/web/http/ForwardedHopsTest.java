package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedHopsTest {

    private final ForwardedHops hops = ForwardedHops.over(
            List.of("10.0.0.0/8", "192.0.2.7", "2001:db8:1::/48", "localhost", "proxy.example"), true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.5                        | 203.0.113.5",
                "198.51.100.1, 203.0.113.5          | 203.0.113.5",
                "198.51.100.1, 203.0.113.5, 10.1.2.3 | 203.0.113.5",
                "198.51.100.1,203.0.113.5 ,192.0.2.7,10.1.2.3 | 203.0.113.5",
                "10.9.9.9, 203.0.113.5              | 203.0.113.5",
                "10.9.9.9, 10.1.2.3                 | 10.9.9.9",
                "127.0.0.1                          | 127.0.0.1",
                "198.51.100.1, 203.0.113.5:1234     | 203.0.113.5",
                "198.51.100.1, 2001:db8:2::1, 2001:db8:1::9 | 2001:db8:2:0:0:0:0:1",
                "[2001:db8:2::1]:443                | 2001:db8:2:0:0:0:0:1",
                "198.51.100.1, ::ffff:203.0.113.5   | 203.0.113.5",
                "198.51.100.1, ,203.0.113.5,        | 203.0.113.5",
                "198.51.100.1\", 203.0.113.5        | 203.0.113.5",
                "198.51.100.1, unknown              | -",
                "198.51.100.1, _hidden, 10.1.2.3    | -",
                "198.51.100.1, evil.example         | -",
                ",                                  | ,"
            })
    void theClientIsTheLastAddressThatNoTrustedProxyHas(String given, String left) {
        assertThat(reduced("X-Forwarded-For", given).get("X-Forwarded-For")).isEqualTo(left);
    }

    @Test
    void headersThatComeTwiceAreOneList() {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.add("X-Forwarded-For", "198.51.100.1");
        headers.add("X-Forwarded-For", "203.0.113.5");

        hops.reduce(headers);

        assertThat(headers.getAll("X-Forwarded-For")).containsExactly("203.0.113.5");
    }

    @Test
    void withoutTrustedAddressesThePeerIsTheOnlyProxy() {
        HttpHeaders headers = headers("X-Forwarded-For", "198.51.100.1, 203.0.113.5, 10.1.2.3");

        ForwardedHops.over(List.of(), true).reduce(headers);

        assertThat(headers.get("X-Forwarded-For")).isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // the client's own | of one proxy | of two
                "https        | https | https",
                "http, https  | https | http",
                "ftp, HTTPS   | https | -",
                "x, https, http | http | https",
                "javascript   | -     | -"
            })
    void schemeAndHostAreOfTheProxyThatSawTheClient(String schemes, String one, String two) {
        assertThat(reduced("X-Forwarded-Proto", schemes, "X-Forwarded-For", "203.0.113.5")
                        .get("X-Forwarded-Proto"))
                .isEqualTo(one);
        assertThat(reduced("X-Forwarded-Proto", schemes, "X-Forwarded-For", "203.0.113.5, 10.1.2.3")
                        .get("X-Forwarded-Proto"))
                .isEqualTo(two);
        assertThat(reduced("X-Forwarded-Host", "evil.example, shop.example:8443")
                        .get("X-Forwarded-Host"))
                .isEqualTo("shop.example:8443");
    }

    /** Beside what the proxy wrote, and alone. */
    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Port, 1",
        "X-Forwarded-Port, '1, 8443'",
        "x-forwarded-port, 1",
        "X-Forwarded-Ssl, on",
        "X-Forwarded-Prefix, /evil"
    })
    void whatAProxyPassesOnUnseenCountsForNothing(String name, String value) {
        assertThat(reduced(name, value).isEmpty()).isTrue();
        assertThat(reduced(name, value, "X-Forwarded-Proto", "http", "X-Forwarded-For", "203.0.113.5")
                        .contains(name))
                .isFalse();
        assertThat(reduced(name, value, "Forwarded", "for=203.0.113.5").contains(name))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=198.51.100.1;proto=http;host=evil, for=203.0.113.5;proto=https;host=shop.example"
                        + " | for=\"203.0.113.5\";proto=https;host=\"shop.example\"",
                "for=198.51.100.1, For=\"203.0.113.5:80\";Proto=https, for=10.1.2.3;proto=http"
                        + " | for=\"203.0.113.5\";proto=https",
                "for=198.51.100.1, for=\"[2001:db8:2::1]:80\", for=\"[2001:db8:1::2]\" | for=\"2001:db8:2:0:0:0:0:1\"",
                "for=198.51.100.1;by=\", for=203.0.113.5;proto=https | for=\"203.0.113.5\";proto=https",
                "for=\"198.51.100.1, for=\"203.0.113.5:80\", for=10.1.2.3 | for=\"203.0.113.5\"",
                "for=198.51.100.1, for=unknown;proto=https | proto=https",
                "for=198.51.100.1, for=_x;by=\"a,b;for=1\";proto=https | proto=https",
                "for=198.51.100.1, proto=https | proto=https"
            })
    void ofForwardedOneElementIsLeft(String given, String left) {
        assertThat(reduced("Forwarded", given).get("Forwarded")).isEqualTo(left);
    }

    /** Quarkus would forget it, and the browser's origin would be another one than the request's. */
    @Test
    void thePortOfTheRequestsOwnHostStays() {
        assertThat(reduced("Host", "shop.example:8443", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "1")
                        .getAll("X-Forwarded-Port"))
                .containsExactly("8443");
        assertThat(reduced("Host", "shop.example:8443", "X-Forwarded-Proto", "https")
                        .get("X-Forwarded-Port"))
                .isEqualTo("8443");
        assertThat(reduced("Host", "shop.example", "X-Forwarded-Proto", "https").contains("X-Forwarded-Port"))
                .isFalse();
        assertThat(reduced("Host", "[::1]", "X-Forwarded-Proto", "https").contains("X-Forwarded-Port"))
                .isFalse();
        assertThat(reduced("Host", "10.0.0.1:8080", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "shop.example")
                        .contains("X-Forwarded-Port"))
                .isFalse();
        assertThat(reduced("Host", "shop.example:8443", "Forwarded", "for=203.0.113.5;proto=https")
                        .get("Forwarded"))
                .isEqualTo("for=\"203.0.113.5\";proto=https;host=\"shop.example:8443\"");
    }

    @Test
    void anotherHostCountsOnlyIfItIsMeantTo() {
        HttpHeaders headers =
                headers("Host", "shop.example:8443", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "x");

        ForwardedHops.over(List.of(), false).reduce(headers);

        assertThat(headers.contains("X-Forwarded-Host")).isFalse();
        assertThat(headers.get("X-Forwarded-Port")).isEqualTo("8443");
    }

    @Test
    void aRequestThatNobodyForwardedStaysAsItIs() {
        assertThat(reduced("Host", "a").names()).containsExactly("Host");
    }

    private HttpHeaders reduced(String... pairs) {
        HttpHeaders headers = headers(pairs);
        hops.reduce(headers);
        return headers;
    }

    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
