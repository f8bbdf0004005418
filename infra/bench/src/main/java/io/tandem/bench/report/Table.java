package io.tandem.bench.report;

import io.tandem.bench.measure.Medians;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A Markdown table. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(List<String> heads) {
        row(heads);
        List<String> rule = new ArrayList<>(Collections.nCopies(heads.size(), "---:"));
        rule.set(0, "---");
        row(rule);
    }

    void row(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    List<String> lines() {
        return lines;
    }

    /** Median, with least and most where there was more than one round. */
    static String cell(Medians of) {
        if (!of.isKnown()) {
            return "–";
        }
        String median = number(of.median());
        return of.min() == of.max() ? median : median + " (" + number(of.min()) + "–" + number(of.max()) + ")";
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
