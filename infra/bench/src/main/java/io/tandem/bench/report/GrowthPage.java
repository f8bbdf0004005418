package io.tandem.bench.report;

import io.tandem.bench.result.Results;
import java.util.Map;

/** {@code docs/growth.md}: what an order costs with up to ten million rows; apart from the benchmark, which has twenty minutes for all. */
public final class GrowthPage {

    public static final String NAME = "growth";

    private final Report report = new Report();

    /** Written from these alone. */
    public GrowthPage(Results results) {
        report.add("# Growth", "");
        report.add("本页由 `BENCH_GROWTH=1 make bench` 生成：表里已有一千万行时，一张订单的成本；下面只有英文。", "");
        report.add(
                "Written by `BENCH_GROWTH=1 make bench` (infra/bench): what an order costs when ten million were paid before. RocketMQ "
                        + "ASYNC_FLUSH, MySQL `innodb_flush_log_at_trx_commit=1 sync_binlog=1`, doublewrite on.",
                "");
        report.add(new MachineSection(results));
        report.add(new GrowthSection(results.growth(), NAME));
    }

    public String text() {
        return report.text();
    }

    /** SVG by file name. */
    public Map<String, String> charts() {
        return report.pictures();
    }
}
