package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.web.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRulesTest {
    private static final String JSON = "{\"userId\":1}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;charset=\"UTF-8\"",
                "application/x-www-form-urlencoded",
                "application/json; profile=x"
            })
    void takesUtf8(String contentType) {
        assertThat(BodyRules.check(contentType, JSON.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=gbk",
        "application/json;charset=UTF-16",
        "application/x-www-form-urlencoded;charset=big5"
    })
    void refusesAnotherCharset(String contentType) {
        assertThat(status(BodyRules.check(contentType, JSON.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "UTF-16LE", "UTF-16", "UTF-32"})
    void refusesBytesThatAreNotUtf8(String charset) {
        byte[] body = "{\"名字\":1}".getBytes(Charset.forName(charset));

        assertThat(status(BodyRules.check("application/json", body))).isEqualTo(400);
        assertThat(status(BodyRules.check("application/x-www-form-urlencoded", body)))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n", "null", " null "})
    void refusesJsonThatIsNothing(String body) {
        assertThat(status(BodyRules.check("application/json", body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(400);
    }

    @Test
    void aBodyMustSayWhatItIs() {
        assertThat(status(BodyRules.check(null, JSON.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(415);
        assertThat(BodyRules.check(null, new byte[0])).isEmpty();
    }

    @Test
    void leavesOtherTypesToTheEndpoint() {
        assertThat(BodyRules.check("image/png", new byte[] {-1, -2})).isEmpty();
    }

    private static int status(Optional<Problem> problem) {
        return problem.map(Problem::status).orElse(0);
    }
}
