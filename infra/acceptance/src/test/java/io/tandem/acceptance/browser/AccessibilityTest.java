package io.tandem.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No page has anything that axe-core counts against WCAG 2.2 AA, light or dark, nor anything that a narrow screen cuts off. */
class AccessibilityTest {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What 1280 CSS pixels are at a zoom of 400 % (WCAG 1.4.10, reflow). */
    private static final int NARROWEST = 320;

    static Stream<Arguments> placesAndSchemes() {
        return Arrays.stream(Place.values()).flatMap(place -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .map(scheme -> Arguments.of(place, scheme)));
    }

    @ParameterizedTest
    @MethodSource("placesAndSchemes")
    void aPageIsForEverybody(Place place, ColorScheme scheme) {
        try (Visitor visitor = Visitor.with(Visitor.settings(Device.DESKTOP).setColorScheme(scheme))) {
            place.reach(visitor);
            assertThat(visitor.page().url()).contains(place.path);

            for (Device device : Device.values()) {
                visitor.page().setViewportSize(device.width, device.height);
                assertThat(violations(visitor)).as(device.name()).isEmpty();
            }
            visitor.page().setViewportSize(NARROWEST, Device.PHONE.height);
            assertThat((Boolean) visitor.page()
                            .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("nothing is cut off at " + NARROWEST + " pixels")
                    .isTrue();
        }
    }

    private static List<String> violations(Visitor visitor) {
        return new AxeBuilder(visitor.page())
                .withTags(RULES).analyze().getViolations().stream()
                        .map(AccessibilityTest::described)
                        .toList();
    }

    private static String described(Rule rule) {
        return rule.getId() + " (" + rule.getHelp() + "): "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
