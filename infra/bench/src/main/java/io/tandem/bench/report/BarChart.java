package io.tandem.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A bar chart as SVG: groups of bars side by side, or one stacked bar each. Drawn by hand, for it is thirty lines, and the pages of
 * the house carry no scripts.
 *
 * @param series names, one colour each
 */
record BarChart(String title, String unit, boolean stacked, List<String> series, List<Group> groups) {

    /** @param values one for each series; NaN where there is none */
    record Group(String name, List<Double> values) {}

    /** Of as many as take part in a run at most, and one more. */
    private static final List<String> COLOURS =
            List.of("#0b6a5e", "#c2571a", "#4561a8", "#8a6d1b", "#7b3f86", "#5c6b67", "#b0326b", "#2f8fb3");

    /** In pixels: a number beside others takes so much, and stands upright where there is less. */
    private static final int NUMBER = 34;

    private static final int WIDTH = 900;
    private static final int LEFT = 70;
    private static final int TOP = 84;
    private static final int HEIGHT = 300;
    private static final int BOTTOM = 44;
    private static final int TICKS = 4;

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(WIDTH, TOP + HEIGHT + BOTTOM, escape(title)));
        svg.append(
                "<style>text{font-family:-apple-system,\"Segoe UI\",\"PingFang SC\",\"Noto Sans CJK SC\",sans-serif;fill:#16211f;"
                        + "font-size:13px}.title{font-size:17px;font-weight:700}.tick{fill:#4a5855}.line{stroke:#dbe1de}</style>\n");
        svg.append("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\" stroke=\"#dbe1de\"/>%n"
                .formatted(WIDTH, TOP + HEIGHT + BOTTOM));
        svg.append("<text class=\"title\" x=\"20\" y=\"30\">%s</text>%n".formatted(escape(title)));
        legend(svg);
        double most = axis(svg);
        double step = (WIDTH - LEFT - 20.0) / groups.size();
        for (int i = 0; i < groups.size(); i++) {
            group(svg, groups.get(i), LEFT + i * step, step, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        double x = 20;
        int y = 44;
        for (int i = 0; i < series.size(); i++) {
            double wide = 40 + 7.2 * series.get(i).length();
            if (x + wide > WIDTH) {
                x = 20;
                y += 19;
            }
            svg.append("<rect x=\"%.0f\" y=\"%d\" width=\"13\" height=\"13\" rx=\"2\" fill=\"%s\"/>"
                    .formatted(x, y, COLOURS.get(i)));
            svg.append("<text x=\"%.0f\" y=\"%d\">%s</text>%n".formatted(x + 19, y + 11, escape(series.get(i))));
            x += wide;
        }
    }

    private static String numberOver(double x, double y, double room, double value) {
        String text = "<text x=\"%.1f\" y=\"%.1f\" %s style=\"font-size:11px\">%s</text>";
        String upright = "transform=\"rotate(-90 %1$.1f %2$.1f)\"".formatted(x + 4, y);
        return room < NUMBER
                ? text.formatted(x + 4, y, upright, number(value))
                : text.formatted(x, y, "text-anchor=\"middle\"", number(value));
    }

    /** The value at the top. */
    private double axis(StringBuilder svg) {
        double most = groups.stream().mapToDouble(this::height).max().orElse(1);
        double magnitude = Math.pow(10, Math.floor(Math.log10(most / TICKS)));
        double tick = magnitude;
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            tick = factor * magnitude;
            if (tick * TICKS >= most) {
                break;
            }
        }
        for (int i = 0; i <= TICKS; i++) {
            double y = TOP + HEIGHT - HEIGHT * i / (double) TICKS;
            svg.append("<line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                    .formatted(LEFT, WIDTH - 20, y, y));
            svg.append("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n"
                    .formatted(LEFT - 8, y + 4, number(tick * i)));
        }
        svg.append("<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                .formatted(WIDTH - 20, TOP - 8, escape(unit)));
        return tick * TICKS;
    }

    private double height(Group group) {
        List<Double> known =
                group.values.stream().filter(value -> !value.isNaN()).toList();
        return stacked
                ? known.stream().mapToDouble(Double::doubleValue).sum()
                : known.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private void group(StringBuilder svg, Group group, double x, double step, double most) {
        double room = step * 0.78;
        double wide = stacked ? Math.min(90, room) : room / group.values.size();
        double left = x + (step - (stacked ? wide : room)) / 2;
        double below = 0;
        for (int i = 0; i < group.values.size(); i++) {
            double value = group.values.get(i);
            if (Double.isNaN(value)) {
                continue;
            }
            double tall = HEIGHT * value / most;
            double y = TOP + HEIGHT - tall - (stacked ? below : 0);
            double at = left + (stacked ? 0 : i * wide);
            svg.append("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>"
                    .formatted(at, y, wide - 2, tall, COLOURS.get(i)));
            if (!stacked) {
                svg.append(numberOver(at + wide / 2, y - 4, wide, value));
            }
            below += tall;
        }
        if (stacked) {
            svg.append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>"
                    .formatted(left + wide / 2, TOP + HEIGHT - below - 5, number(height(group))));
        }
        svg.append("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                .formatted(x + step / 2, TOP + HEIGHT + 22, escape(group.name)));
    }

    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String escape(String text) {
        List<String> parts = new ArrayList<>();
        parts.add(text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
        return parts.get(0);
    }
}
