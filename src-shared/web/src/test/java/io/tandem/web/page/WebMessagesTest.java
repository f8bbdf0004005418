package io.tandem.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WebMessagesTest {

    /** A text that is missing in the file would show in Chinese, in the middle of an English page. */
    @Test
    void everyTextIsThereInEnglish() throws IOException {
        Properties english = new Properties();
        try (InputStream file = WebMessages.class.getResourceAsStream("/messages/web_en.properties")) {
            english.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }

        assertThat(english.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(WebMessages.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
        assertThat(english.values()).noneMatch(text -> ((String) text).isBlank());
    }
}
