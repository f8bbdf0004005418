package io.tandem.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
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
        assertThat(account("pä密${x}码").matches(name, password)).isEqualTo(in);
    }

    @Test
    void looksAtAPasswordToItsVeryEnd() {
        String password = "x".repeat(200);
        DemoAccount account = account(password + "1");

        assertThat(account.matches("demo", password + "1")).isTrue();
        assertThat(account.matches("demo", password + "2")).isFalse();
        assertThat(account.matches("demo", password)).isFalse();
    }

    @Test
    void aNewPasswordNeedsNoRestart() {
        String[] file = {"old"};
        Instant[] now = {Instant.EPOCH};
        DemoAccount account = new DemoAccount("demo", () -> file[0], () -> now[0]);

        file[0] = "new";
        now[0] = now[0].plusSeconds(1);

        assertThat(account.matches("demo", "new")).isTrue();
        assertThat(account.matches("demo", "old")).isFalse();
    }

    @Test
    void aPasswordThatCannotBeReadAnyMoreHoldsAsItWas() {
        boolean[] there = {true};
        Instant[] now = {Instant.EPOCH};
        DemoAccount account = new DemoAccount(
                "demo",
                () -> {
                    if (there[0]) {
                        return "right";
                    }
                    throw new IllegalStateException("no such file");
                },
                () -> now[0]);

        there[0] = false;
        now[0] = now[0].plusSeconds(1);

        assertThat(account.matches("demo", "right")).isTrue();
        assertThat(account.matches("demo", "wrong")).isFalse();
    }

    private static DemoAccount account(String password) {
        return new DemoAccount("demo", () -> password, InstantSource.system());
    }
}
