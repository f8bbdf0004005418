package io.tandem.faults.report;

import java.util.List;
import java.util.Locale;

/** Bars of how long it took to come to rest after each fault, on a logarithmic scale, with the end-to-end p99 as a mark. */
final class Chart {

    private static final int LABEL = 480;
    private static final int PLOT = 460;
    private static final int WIDTH = LABEL + PLOT + 70;
    private static final int TOP = 56;
    private static final int STEP = 20;
    private static final double LEAST = 0.05;
    private static final double MOST = 200;
    private static final double[] TICKS = {0.1, 1, 10, 100};

    private Chart() {}

    static String of(Report report) {
        List<Row> rows = report.rows();
        int height = TOP + rows.size() * STEP + 30;
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="12" role="img">
                <title>Time to recover after each fault, and end-to-end p99</title>
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="12" y="22" font-size="15" fill="#1a1a1a">从故障结束到一切静止 / From the end of a fault until everything is at rest</text>
                <rect x="12" y="32" width="22" height="9" fill="#2f6fb2"/><text x="40" y="41" fill="#444">time to recover, worst round</text>
                <path d="M222 31 l5 6 l-5 6 l-5 -6 z" fill="#b24a2f"/><text x="234" y="41" fill="#444">call to shipment, p99</text>
                """.formatted(WIDTH, height, WIDTH, height));
        for (double tick : TICKS) {
            svg.append("""
                    <line x1="%1$.1f" y1="%2$d" x2="%1$.1f" y2="%3$d" stroke="#ddd"/><text x="%1$.1f" y="%4$d" text-anchor="middle" fill="#666">%5$s s</text>
                    """.formatted(x(tick), TOP - 4, height - 22, height - 8, label(tick)));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(bar(rows.get(i), TOP + i * STEP));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Row row, int y) {
        double end = x(row.recoverySeconds());
        double mark = x(row.p99Millis() / 1_000.0);
        boolean wrong = row.violations().values().stream().anyMatch(count -> count > 0);
        return """
                <text x="%1$d" y="%2$d" text-anchor="end" fill="#1a1a1a">%3$s</text><rect x="%4$d" y="%5$d" width="%6$.1f" height="12" fill="%7$s"/><path d="M%8$.1f %5$d l5 6 l-5 6 l-5 -6 z" fill="#b24a2f"/><text x="%9$.1f" y="%2$d" fill="#444">%10$s</text>
                """.formatted(
                        LABEL - 8,
                        y + 11,
                        row.fault(),
                        LABEL,
                        y,
                        Math.max(1, end - LABEL),
                        wrong ? "#c62828" : "#2f6fb2",
                        mark,
                        Math.max(end, mark + 5) + 6,
                        String.format(Locale.ROOT, "%.1f s", row.recoverySeconds()));
    }

    private static double x(double seconds) {
        double share = Math.log(Math.max(seconds, LEAST) / LEAST) / Math.log(MOST / LEAST);
        return LABEL + share * PLOT;
    }

    private static String label(double tick) {
        return tick < 1 ? Double.toString(tick) : Integer.toString((int) tick);
    }
}
