package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void keepsWhatReadsWell() {
        assertThat(LogText.of("demo")).isEqualTo("\"demo\"");
        assertThat(LogText.of("用户-1@x.y")).isEqualTo("\"用户-1@x.y\"");
        assertThat(LogText.of(null)).isEqualTo("-");
    }

    @Test
    void cannotStartALineOrPassForAnotherKey() {
        assertThat(LogText.of("a\r\nevent=sign-in outcome=\"accepted\""))
                .isEqualTo("\"a\\u000d\\u000aevent=sign-in\\u0020outcome=\\u0022accepted\\u0022\"");
    }

    @Property
    void isOneShortWordInQuotes(@ForAll String text) {
        String safe = LogText.of(text);
        String inside = safe.substring(1, safe.length() - 1);

        assertThat(safe).startsWith("\"").endsWith("\"").hasSizeLessThan(64 * 8 + 4);
        assertThat(inside).doesNotContain("\"").doesNotContainPattern("\\s").doesNotContainPattern("\\p{Cntrl}");
    }
}
