package io.tandem.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.bench.report.BarChart.Group;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static final int WIDTH = 900;
    private static final Pattern LEGEND = Pattern.compile("<text x=\"(\\d+)\" y=\"(\\d+)\">([^<]+)</text>");

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
}
