package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/, 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', PERSON",
                "/, text/html, PERSON",
                "/, TEXT/HTML, PERSON",
                "/, '*/*', ANYBODY",
                "/, -, ANYBODY",
                "/, 'text/plain,*/*;q=0.1', ANYBODY",
                "/, 'text/*', PERSON",
                "/, 'text/*;q=0.5,text/html;q=0', PROGRAM",
                "/, 'application/*', PROGRAM",
                "/, 'text/*;q=0.5,application/json', PROGRAM",
                "/, 'application/json,*/*;q=0.1', PROGRAM",
                "/, '*/*;q=0', PROGRAM",
                "/api/orders, '*/*', PROGRAM",
                "/q/metrics, -, PROGRAM",
                "/, '', PROGRAM",
                "/, application/json, PROGRAM",
                "/, 'application/json,text/html;q=0.9', PROGRAM",
                "/, 'text/html;q=0.5,application/json;q=0.4', PERSON",
                "/, 'text/html;q=0', PROGRAM",
                "/, 'text/html;q=lots', PROGRAM",
                "/logistic, text/html, PERSON",
                "/api, text/html, PROGRAM",
                "/api/orders, text/html, PROGRAM",
                "/apiary, text/html, PERSON",
                "/q/metrics, text/html, PROGRAM",
                "/quiet, text/html, PERSON",
                "-, text/html, PROGRAM"
            })
    void isAPersonWhoAsksForPages(String path, String accept, Audience audience) {
        assertThat(Audience.of(path, accept)).isEqualTo(audience);
    }
}
