package io.tandem.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Sec-Fetch-Site, Origin, Host, over TLS
                "same-origin, http://a:8080, a:8080, false, OURS",
                "same-origin, http://a:8080, b,      false, OURS",
                "none,        -,             a:8080, false, OURS",
                "cross-site,  http://a:8080, a:8080, false, CROSS_SITE",
                "same-site,   http://a:8081, a:8080, false, CROSS_SITE",
                "nonsense,    -,             a:8080, false, CROSS_SITE",
                "-, -,               a:8080, false, OURS",
                "-, http://a:8080,   a:8080, false, OURS",
                "-, http://A:8080,   a:8080, false, OURS",
                "-, HTTP://a:8080,   a:8080, false, OURS",
                "-, http://a:8081,   a:8080, false, OTHER_HOST",
                "-, http://b:8080,   a:8080, false, OTHER_HOST",
                "-, http://a:8080.b, a:8080, false, OTHER_HOST",
                "-, http://a:8080@b, a:8080, false, OTHER_HOST",
                "-, http://a@a:8080, a:8080, false, OTHER_HOST",
                "-, null,            a:8080, false, OTHER_HOST",
                "-, not a uri,       a:8080, false, OTHER_HOST",
                "-, file:///a,       a,      false, OTHER_HOST",
                "-, http://a:8080,   -,      false, OTHER_HOST",
                // a default port is the same port, written or not
                "-, http://a,        a:80,   false, OURS",
                "-, http://a:80,     a,      false, OURS",
                "-, https://a,       a,      false, OURS",
                "-, https://a,       a:443,  false, OURS",
                "-, https://a:443,   a,      true,  OURS",
                "-, https://a,       a:80,   false, OTHER_HOST",
                "-, http://a,        a:443,  false, OTHER_HOST",
                "-, http://a:8080,   a,      false, OTHER_HOST",
                "-, http://[::1],    [::1]:80, false, OURS",
                "-, http://[::1]:80, [::1],  false, OURS",
                "-, http://[::1]:81, [::1],  false, OTHER_HOST",
                // as URIs these have no host
                "-, http://a_b:8080, a_b:8080, false, OURS",
                "-, https://A_b,     a_b,    false, OURS",
                "-, http://a_b:8080, a_c:8080, false, OTHER_HOST",
                "-, http://a:8080/,  a:8080, false, OTHER_HOST",
                "-, http://a:,       a,      false, OTHER_HOST",
                "-, http://,         a,      false, OTHER_HOST",
                "-, '',              a,      false, OTHER_HOST",
                // without TLS a proxy may have ended it; with it the browser spoke it
                "-, https://a:8080,  a:8080, false, OURS",
                "-, https://a:8080,  a:8080, true,  OURS",
                "-, http://a:8080,   a:8080, true,  OTHER_HOST"
            })
    void comparesOriginsAsOrigins(String fetchSite, String origin, String host, boolean tls, SameOrigin expected) {
        assertThat(SameOrigin.of(fetchSite, origin, host, tls)).isEqualTo(expected);
    }
}
