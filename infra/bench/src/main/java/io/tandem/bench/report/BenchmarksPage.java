package io.tandem.bench.report;

import io.tandem.bench.result.Results;
import io.tandem.bench.result.Results.FlushTable;
import java.util.Map;

/** {@code docs/benchmarks.md}: written from the results alone, so that no figure in it was typed by hand. */
public final class BenchmarksPage {

    private final Report report = new Report();

    /** Written from these alone. */
    public BenchmarksPage(Results results) {
        report.add("# Benchmarks", "");
        report.add("本页由 `make bench` 生成，所有数字都来自同一台机器上的同一次运行；下面只有英文。", "");
        report.add(
                "Written by `make bench` (infra/bench), all of it from one run on one machine. The figures compare; as absolute "
                        + "numbers they say little, because the load generator, the contestant, MySQL and RocketMQ share the cores.",
                "");
        report.add(new MachineSection(results));
        report.add("## Targets", "");
        report.add(new Verdicts(results, new Figures(results.tables().get(0))).lines());
        report.add("");
        results.tables().forEach(this::flush);
        report.add(new GrowthSection(results.growth(), "bench-growth"));
        report.add(new ProcessesSection(results.processes()));
        report.add(new MethodSection());
    }

    private void flush(FlushTable table) {
        String flush = table.flush();
        String settings = flush + ", MySQL `innodb_flush_log_at_trx_commit=1 sync_binlog=1`, doublewrite on";
        report.add("## RocketMQ " + flush, "", "Every figure of this section: RocketMQ " + settings + ".", "");
        Figures figures = new Figures(table);
        report.add(new ThroughputSection(figures, flush));
        if (!figures.rates().isEmpty()) {
            report.add(new LatencySection(figures, flush));
        }
        if (figures.hasDuplicates()) {
            report.add(new DuplicatesSection(figures));
        }
        if (!table.overloads().isEmpty()) {
            report.add(new OverloadSection(figures));
        }
        report.add(new CostSection(figures, flush));
        report.add(new StartSection(figures));
        report.add(new LimitSection(figures));
    }

    public String text() {
        return report.text();
    }

    /** SVG by file name. */
    public Map<String, String> charts() {
        return report.pictures();
    }
}
