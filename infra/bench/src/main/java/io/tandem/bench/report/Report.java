package io.tandem.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page in Markdown while it is written, and the pictures that it shows. */
final class Report {

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();

    void add(String... more) {
        lines.addAll(List.of(more));
    }

    void add(List<String> more) {
        lines.addAll(more);
    }

    void add(Table table) {
        lines.addAll(table.lines());
        lines.add("");
    }

    void add(Section section) {
        section.writeTo(this);
    }

    void chart(String name, BarChart chart) {
        picture(name.toLowerCase(Locale.ROOT).replace('_', '-') + ".svg", chart.title(), chart.svg());
    }

    void picture(String file, String title, String svg) {
        pictures.put(file, svg);
        add("![" + title + "](images/" + file + ")", "");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** SVG by file name. */
    Map<String, String> pictures() {
        return pictures;
    }
}
