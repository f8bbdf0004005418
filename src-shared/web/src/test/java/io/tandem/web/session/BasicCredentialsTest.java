package io.tandem.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void readsUtf8AndColonsInThePassword() {
        assertThat(BasicCredentials.parse(header("用户:p:ä:密"))).contains(new BasicCredentials("用户", "p:ä:密"));
        assertThat(BasicCredentials.parse(header(":"))).contains(new BasicCredentials("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic", "Basic ", "Basic bm9jb2xvbg==", "Basic //79"})
    void makesNothingOfAnythingElse(String header) {
        assertThat(BasicCredentials.isBasic(header) ? BasicCredentials.parse(header) : java.util.Optional.empty())
                .isEmpty();
    }

    @Test
    void theSchemeIsNotCaseSensitiveAndOthersAreNotOurs() {
        assertThat(BasicCredentials.isBasic("bAsIc eA==")).isTrue();
        assertThat(BasicCredentials.isBasic("Bearer eA==")).isFalse();
        assertThat(BasicCredentials.isBasic("Basically")).isFalse();
        assertThat(BasicCredentials.isBasic(null)).isFalse();
    }

    @Test
    void doesNotShowThePassword() {
        assertThat(new BasicCredentials("demo", "hush")).hasToString("BasicCredentials[…]");
    }

    private static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
