package io.tandem.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No page has anything that axe-core counts against WCAG 2.2 AA, light or dark, nor anything that a narrow screen cuts off. */
class AccessibilityTest {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What 1280 CSS pixels are at a zoom of 400 % (WCAG 1.4.10, reflow). */
    private static final int NARROWEST = 320;

    /** The rules that colours can break; all others see the same page in the dark. */
    private static final List<String> RULES_OF_COLOUR = List.of("color-contrast", "link-in-text-block");

    @ParameterizedTest
    @EnumSource
    void aPageIsForEverybody(Place place) {
        try (Visitor visitor = Visitor.on(Device.DESKTOP)) {
            place.reach(visitor);
            assertThat(visitor.page().url()).contains(place.path);

            for (Device device : Device.values()) {
                visitor.page().setViewportSize(device.width, device.height);
                assertThat(violations(axe(visitor).withTags(RULES)))
                        .as(device.name())
                        .isEmpty();
            }
            inTheDark(visitor); // where colours are the same on every screen
            assertThat(violations(axe(visitor).withRules(RULES_OF_COLOUR)))
                    .as("in the dark")
                    .isEmpty();
            visitor.page().setViewportSize(NARROWEST, Device.PHONE.height);
            assertThat((Boolean) visitor.page()
                            .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("nothing is cut off at " + NARROWEST + " pixels")
                    .isTrue();
        }
    }

    /** Returns once nothing is on its way from one colour to another any more. */
    private static void inTheDark(Visitor visitor) {
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        visitor.page().evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))");
    }

    /** Within the page: no other origin has a part in it, and a page of axe's own for each look doubles the time. */
    private static AxeBuilder axe(Visitor visitor) {
        return new AxeBuilder(visitor.page()).setLegacyMode(true);
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(AccessibilityTest::described)
                .toList();
    }

    private static String described(Rule rule) {
        return rule.getId() + " (" + rule.getHelp() + "): "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
