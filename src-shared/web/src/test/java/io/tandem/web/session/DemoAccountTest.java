package io.tandem.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoAccountTest {

    @ParameterizedTest
    @CsvSource({
        "demo, pä密${x}码, true",
        "demo, pä密${x}, false",
        "demo, '', false",
        "Demo, pä密${x}码, false",
        "'', pä密${x}码, false",
        "other, other, false",
        "ｄｅｍｏ, pa\u0308密${x}码, true"
    })
    void letsInWhoeverKnowsBoth(String name, String password, boolean in) {
        assertThat(new DemoAccount("demo", "pä密${x}码").matches(name, password)).isEqualTo(in);
    }

    @Test
    void looksAtAPasswordToItsVeryEnd() {
        String password = "x".repeat(200);
        DemoAccount account = new DemoAccount("demo", password + "1");

        assertThat(account.matches("demo", password + "1")).isTrue();
        assertThat(account.matches("demo", password + "2")).isFalse();
        assertThat(account.matches("demo", password)).isFalse();
    }
}
