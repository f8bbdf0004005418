package io.tandem.local.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures as a Markdown table, one column for each mode. */
final class ReportTable {

    private static final double MEBIBYTE = 1 << 20;

    private ReportTable() {}

    static List<String> lines(List<ModeFigures> modes) {
        return List.of(
                row("", modes, ModeFigures::mode),
                row("---", modes, mode -> "---:"),
                row(
                        "order-native: program, MiB",
                        modes,
                        mode -> mebibytes(mode.order().programBytes())),
                row(
                        "order-native: start to ready, ms",
                        modes,
                        mode -> "" + mode.order().millisToReady()),
                row(
                        "order-native: resident idle, MiB",
                        modes,
                        mode -> mebibytes(mode.order().idleBytes())),
                row(
                        "order-native: resident at most under load, MiB",
                        modes,
                        mode -> mebibytes(mode.order().loadedBytes())),
                row("order-native: CPU, ms an order", modes, mode -> "%.2f"
                        .formatted(mode.load().orderCpuMillis())),
                row(
                        "logistics-native: program, MiB",
                        modes,
                        mode -> mebibytes(mode.logistics().programBytes())),
                row(
                        "logistics-native: start to ready, ms",
                        modes,
                        mode -> "" + mode.logistics().millisToReady()),
                row(
                        "logistics-native: resident idle, MiB",
                        modes,
                        mode -> mebibytes(mode.logistics().idleBytes())),
                row(
                        "logistics-native: resident at most under load, MiB",
                        modes,
                        mode -> mebibytes(mode.logistics().loadedBytes())),
                row("logistics-native: CPU, ms an order", modes, mode -> "%.2f"
                        .formatted(mode.load().logisticsCpuMillis())),
                row("orders a second", modes, mode -> "%.0f"
                        .formatted(mode.load().ordersPerSecond())),
                row("refused", modes, mode -> "" + mode.load().refused()),
                row("answer p50 / p99, ms", modes, mode -> "%.0f / %.0f"
                        .formatted(mode.load().p50Millis(), mode.load().p99Millis())));
    }

    private static String row(String title, List<ModeFigures> modes, Function<ModeFigures, String> cell) {
        return Stream.concat(Stream.of(title), modes.stream().map(cell)).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String mebibytes(long bytes) {
        return "%.0f".formatted(bytes / MEBIBYTE);
    }
}
