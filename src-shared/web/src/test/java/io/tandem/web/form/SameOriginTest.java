package io.tandem.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Sec-Fetch-Site, Origin, Host, allowed
                "same-origin, http://a:8080, a:8080, true",
                "none,        -,             a:8080, true",
                "cross-site,  http://a:8080, a:8080, false",
                "same-site,   http://a:8081, a:8080, false",
                "nonsense,    -,             a:8080, false",
                "-, -,               a:8080, true",
                "-, http://a:8080,   a:8080, true",
                "-, http://A:8080,   a:8080, true",
                "-, https://a:8080,  a:8080, true",
                "-, https://a,       a,      true",
                "-, http://a:8081,   a:8080, false",
                "-, http://b:8080,   a:8080, false",
                "-, http://a:8080.b, a:8080, false",
                "-, http://a:8080@b, a:8080, false",
                "-, null,            a:8080, false",
                "-, not a uri,       a:8080, false",
                "-, http://a:8080,   -,      false"
            })
    void believesWhatTheBrowserSays(String fetchSite, String origin, String host, boolean allowed) {
        assertThat(SameOrigin.allows(fetchSite, origin, host)).isEqualTo(allowed);
    }
}
