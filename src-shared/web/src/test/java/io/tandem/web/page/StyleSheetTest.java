package io.tandem.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WCAG 2.2: text 4.5:1 (1.4.3), borders of controls, icons and focus 3:1 (1.4.11), in both themes. */
class StyleSheetTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    @ParameterizedTest
    @CsvSource({
        "ink, paper, 4.5",
        "ink, card, 4.5",
        "ink-soft, paper, 4.5",
        "ink-soft, card, 4.5",
        "accent, card, 4.5",
        "accent, paper, 4.5",
        "accent-strong, accent-soft, 4.5",
        "accent-strong, paper, 4.5",
        "ink, accent-soft, 4.5",
        "on-accent, accent, 4.5",
        "on-accent, accent-strong, 4.5",
        "success, success-soft, 4.5",
        "failure, failure-soft, 4.5",
        "failure, card, 4.5",
        "pending, pending-soft, 4.5",
        "attention, attention-soft, 4.5",
        "attention, card, 4.5",
        "pending, card, 4.5",
        "none, none-soft, 4.5",
        "ink, attention-soft, 4.5",
        "ink, success-soft, 4.5",
        "ink, failure-soft, 4.5",
        "ink, pending-soft, 4.5",
        "ink, none-soft, 4.5",
        "control, card, 3",
        "control, paper, 3",
        "control, none-soft, 3",
        "focus, card, 3",
        "focus, paper, 3"
    })
    void hasContrast(String front, String back, double least) throws IOException {
        String css = read();
        int dark = css.indexOf("prefers-color-scheme: dark");
        Map<String, Integer> lightColours = colours(css.substring(0, dark));
        Map<String, Integer> darkColours = colours(css.substring(dark));

        assertThat(contrast(lightColours.get(front), lightColours.get(back)))
                .as("light")
                .isGreaterThanOrEqualTo(least);
        assertThat(contrast(darkColours.get(front), darkColours.get(back)))
                .as("dark")
                .isGreaterThanOrEqualTo(least);
    }

    private static String read() throws IOException {
        try (InputStream file = StyleSheetTest.class.getResourceAsStream("/META-INF/resources/tandem.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.putIfAbsent(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return colours;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
