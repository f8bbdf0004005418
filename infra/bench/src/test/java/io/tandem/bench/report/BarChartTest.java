package io.tandem.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.bench.report.BarChart.Group;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarChartTest {

    /** Tandem three times, Spring twice, the outbox, Seata. */
    private static final int CONTESTANTS = 7;

    @Test
    void asManyAsTakePartHaveAColourEach() {
        List<String> names =
                IntStream.range(0, CONTESTANTS).mapToObj(i -> "contestant " + i).toList();
        List<Group> callers = IntStream.of(1, 16, 64, 256, 1_024)
                .mapToObj(number -> new Group(number + " callers", Collections.nCopies(CONTESTANTS, 1_234.0)))
                .toList();

        String svg = new BarChart("Orders a second", "/s", false, names, callers).svg();

        List<String> colours = Pattern.compile("rx=\"2\" fill=\"(#[0-9a-f]{6})\"")
                .matcher(svg)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(colours).hasSize(CONTESTANTS).doesNotHaveDuplicates();
        assertThat(svg).contains("rotate(-90");
    }
}
