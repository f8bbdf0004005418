package io.tandem.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {

    @Test
    void isReadBackAsItWasWrittenAndNeverTheSame() {
        SecureRandom random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            SessionToken token = SessionToken.random(random);
            assertThat(seen.add(token.value())).isTrue();
            assertThat(SessionToken.parse(token.value())).contains(token);
            assertThat(token.hash()).hasSize(32);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abc", "' OR 1=1 --", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void isNothingElse(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
    }

    @Test
    void doesNotShowItself() {
        assertThat(SessionToken.random(new SecureRandom())).hasToString("SessionToken[…]");
    }
}
