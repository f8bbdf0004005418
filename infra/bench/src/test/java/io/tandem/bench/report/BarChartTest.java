package io.tandem.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.bench.report.BarChart.Group;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static final int WIDTH = 900;
    private static final Pattern LEGEND = Pattern.compile("<text x=\"(\\d+)\" y=\"(\\d+)\">([^<]+)</text>");
    private static final Pattern COLOUR = Pattern.compile("rx=\"2\" fill=\"(#[0-9a-f]{6})\"");

    @Test
    void keepsTheLegendOfAllContestantsOnThePage() {
        List<String> names = List.of(
                "Tandem (JVM)",
                "Spring Boot (tutorial's way)",
                "Outbox (our stack)",
                "Seata AT (Spring Boot)",
                "Tandem (native)",
                "limit: both at once");

        String svg = new BarChart(
                        "Orders",
                        "orders/s",
                        false,
                        names,
                        List.of(new Group("1 caller", List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0))))
                .svg();

        Matcher entry = LEGEND.matcher(svg);
        for (String name : names) {
            assertThat(entry.find()).isTrue();
            assertThat(entry.group(3)).isEqualTo(name);
            assertThat(Integer.parseInt(entry.group(1)) + 7 * name.length()).isLessThan(WIDTH);
        }
    }

    /** Tandem three times, Spring twice, the outbox, Seata. */
    @Test
    void asManyAsTakePartHaveAColourEach() {
        int contestants = 7;
        List<String> names =
                IntStream.range(0, contestants).mapToObj(i -> "contestant " + i).toList();
        List<Group> callers = IntStream.of(1, 16, 64, 256, 1_024)
                .mapToObj(number -> new Group(number + " callers", Collections.nCopies(contestants, 1_234.0)))
                .toList();

        String svg = new BarChart("Orders", "orders/s", false, names, callers).svg();

        assertThat(COLOUR.matcher(svg).results().map(found -> found.group(1)))
                .hasSize(contestants)
                .doesNotHaveDuplicates();
        assertThat(svg).contains("rotate(-90");
    }
}
