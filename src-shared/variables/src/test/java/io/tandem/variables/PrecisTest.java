package io.tandem.variables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 8265, sections 3.5 and 4.3, and what our own pages and HTTP Basic add. */
class PrecisTest {

    @Test
    void aNameHasOneForm() {
        assertThat(Precis.username("jose\u0301")).contains("josé");
        assertThat(Precis.username("josé")).contains("josé");
        assertThat(Precis.username("ｄｅｍｏ")).contains("demo");
        assertThat(Precis.username("张三")).contains("张三");
        assertThat(Precis.username("Juliet@Example.COM")).contains("Juliet@Example.COM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a:b",
                "a：b",
                " demo",
                "demo\u00a0",
                "a\nb",
                "a\u0000",
                "a\u0085",
                "\ud800",
                "m\ufffdller"
            })
    void whatCanBeNoName(String text) {
        assertThat(Precis.username(text)).isEmpty();
    }

    @Test
    void aPasswordHasOneForm() {
        assertThat(Precis.password("correct horse battery staple")).contains("correct horse battery staple");
        assertThat(Precis.password("Correct Horse Battery Staple")).contains("Correct Horse Battery Staple");
        assertThat(Precis.password("\u03c0\u00df\u00e5")).contains("πßå");
        assertThat(Precis.password("pa\u0308ss")).contains("päss");
        assertThat(Precis.password("foo\u1680bar\u3000")).contains("foo bar ");
        assertThat(Precis.password("a:b ")).contains("a:b ");
        assertThat(Precis.password("ｐ")).as("not width-mapped").contains("ｐ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "my cat is a \u0009by", "a\nb", "\udc00", "p\ufffdss"})
    void whatCanBeNoPassword(String text) {
        assertThat(Precis.password(text)).isEmpty();
    }
}
