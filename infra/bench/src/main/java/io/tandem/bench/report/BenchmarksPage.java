package io.tandem.bench.report;

import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Cost;
import io.tandem.bench.measure.Growth.GrowthRun;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.Medians;
import io.tandem.bench.result.Results;
import io.tandem.bench.result.Results.FlushTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** {@code docs/benchmarks.md}: written from the results alone, so that no figure in it was typed by hand. */
public final class BenchmarksPage {

    private static final int MANY = 64;
    private static final double MEBIBYTE = 1 << 20;
    private static final double KIBIBYTE = 1 << 10;
    private static final List<String> PROCESSES = List.of("order", "logistics", "mysqld", "rocketmq", "load generator");

    private final Results results;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> charts = new LinkedHashMap<>();

    /**
     * Written from these alone.
     *
     * @param profiles SVG by file name
     */
    public BenchmarksPage(Results results, Map<String, String> profiles) {
        this.results = results;
        add("# Benchmarks", "");
        add("本页由 `make bench` 生成，所有数字都来自同一台机器上的同一次运行；下面只有英文。", "");
        add(
                "Written by `make bench` (infra/bench), all of it from one run on one machine. The figures compare; as absolute "
                        + "numbers they say little, because the load generator, the contestant, MySQL and RocketMQ share the cores.");
        add("");
        machine();
        Figures first = new Figures(results.tables().get(0));
        add("## Targets", "");
        lines.addAll(new Verdicts(results, first).lines());
        add("");
        for (FlushTable table : results.tables()) {
            flush(new Figures(table), table.flush());
        }
        growth();
        processes();
        profiles(profiles);
        method();
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** SVG by file name. */
    public Map<String, String> charts() {
        return charts;
    }

    private void machine() {
        add("## Machine, versions, durability", "");
        Table table = new Table(List.of("", ""));
        results.machine().forEach((name, value) -> table.row(List.of(name, value)));
        results.plan().forEach((name, value) -> table.row(List.of("plan: " + name, value)));
        lines.addAll(table.lines());
        add("");
        if (!results.machine().getOrDefault("load before the run", "").matches("0\\..*")) {
            add(
                    "**The machine was not idle when this run began: its ratios are worth little, and its targets nothing.**",
                    "");
        }
    }

    private void flush(Figures figures, String flush) {
        String settings = flush + ", MySQL `innodb_flush_log_at_trx_commit=1 sync_binlog=1`, doublewrite on";
        add("## RocketMQ " + flush, "", "Every figure of this section: RocketMQ " + settings + ".", "");
        throughput(figures, flush);
        if (figures.hasOpenLoop()) {
            latency(figures, flush);
        }
        cost(figures, flush);
        starts(figures);
        limits(figures);
    }

    private void throughput(Figures figures, String flush) {
        add(
                "### Orders per second",
                "",
                "Closed loop. Orders that were answered 201 *and* shipped, over the time until the last shipment was there.",
                "");
        List<String> heads = new ArrayList<>(List.of("callers"));
        heads.addAll(figures.contestants());
        heads.add("limit: both at once");
        Table table = new Table(heads);
        List<BarChart.Group> groups = new ArrayList<>();
        for (int callers : figures.callers()) {
            List<Medians> cells = new ArrayList<>(figures.contestants().stream()
                    .map(name -> figures.closed(name, callers, ClosedRun::sustained))
                    .toList());
            cells.add(figures.limit("BOTH", callers, LimitRun::perSecond));
            table.row(Stream.concat(Stream.of("" + callers), cells.stream().map(Table::cell))
                    .toList());
            groups.add(new BarChart.Group(
                    callers + (callers == 1 ? " caller" : " callers"),
                    cells.stream().map(Medians::median).toList()));
        }
        lines.addAll(table.lines());
        add("", "Refused (answered otherwise than 201), median of the rounds: " + refused(figures) + ".", "");
        chart(
                "bench-throughput-" + flush,
                new BarChart("Orders per second, " + flush, "orders/s", false, heads.subList(1, heads.size()), groups));
        add(
                "Reply in closed loop at " + MANY + " callers, ms: "
                        + String.join(
                                "; ",
                                figures.contestants().stream()
                                        .map(name -> name + " p50 "
                                                + Table.cell(figures.closed(name, MANY, run -> run.answer()
                                                        .reply()
                                                        .p50()))
                                                + ", p99 "
                                                + Table.cell(figures.closed(name, MANY, run -> run.answer()
                                                        .reply()
                                                        .p99())))
                                        .toList())
                        + ". (In a closed loop the callers' number and the throughput fix it: see the open loop.)",
                "");
    }

    private static String refused(Figures figures) {
        return String.join(
                "; ",
                figures.contestants().stream()
                        .map(name -> name + " "
                                + String.join(
                                        ", ",
                                        figures.callers().stream()
                                                .map(callers -> callers + " callers: "
                                                        + Table.number(figures.closed(name, callers, run -> run.answer()
                                                                        .refused())
                                                                .median()))
                                                .toList()))
                        .toList());
    }

    private void latency(Figures figures, String flush) {
        add(
                "### Reply and shipment, open loop",
                "",
                "Orders come at random moments at a fixed mean rate, at 50 % and 80 % of the contestant's own peak, "
                        + "and are timed from the moment they came: queueing is not hidden. The shipment counts when another connection sees its row (looked for every 3 ms). Milliseconds.",
                "");
        Table table = new Table(List.of(
                "", "rate", "orders/s", "reply p50", "p95", "p99", "shipment p50", "p95", "p99", "refused", "unseen"));
        List<BarChart.Group> groups = new ArrayList<>();
        for (String name : figures.contestants()) {
            for (int percent : List.of(50, 80)) {
                table.row(List.of(
                        name,
                        percent + " %",
                        Table.number(figures.openRate(name, percent).median()),
                        open(figures, name, percent, answer -> answer.reply().p50()),
                        open(figures, name, percent, answer -> answer.reply().p95()),
                        open(figures, name, percent, answer -> answer.reply().p99()),
                        open(figures, name, percent, answer -> answer.endToEnd().p50()),
                        open(figures, name, percent, answer -> answer.endToEnd().p95()),
                        open(figures, name, percent, answer -> answer.endToEnd().p99()),
                        open(figures, name, percent, LoadAnswer::refused),
                        open(figures, name, percent, LoadAnswer::unseen)));
            }
            groups.add(new BarChart.Group(
                    name,
                    Stream.<ToDoubleFunction<LoadAnswer>>of(
                                    answer -> answer.reply().p50(),
                                            answer -> answer.reply().p99(),
                                    answer -> answer.endToEnd().p50(),
                                            answer -> answer.endToEnd().p99())
                            .map(value -> figures.open(name, 50, value).median())
                            .toList()));
        }
        lines.addAll(table.lines());
        add("");
        chart(
                "bench-latency-" + flush,
                new BarChart(
                        "Milliseconds at half of the peak, open loop, " + flush,
                        "ms",
                        false,
                        List.of("reply p50", "reply p99", "shipment p50", "shipment p99"),
                        groups));
    }

    private static String open(Figures figures, String name, int percent, ToDoubleFunction<LoadAnswer> value) {
        return Table.cell(figures.open(name, percent, value));
    }

    private void cost(Figures figures, String flush) {
        add("### What one order costs, at " + MANY + " callers", "");
        List<String> heads = new ArrayList<>(List.of(""));
        heads.addAll(figures.contestants());
        Table table = new Table(heads);
        for (String process : PROCESSES) {
            cost(table, figures, "CPU ms: " + process, cost -> cost.cpu(process));
        }
        cost(table, figures, "**CPU ms: order + logistics**", Cost::ownCpuMillis);
        cost(table, figures, "CPU ms: everything", Cost::totalCpuMillis);
        cost(
                table,
                figures,
                "MySQL statements (round trips, where nothing is pipelined)",
                cost -> cost.counter("Questions"));
        cost(
                table,
                figures,
                "– of which inserts",
                cost -> cost.counter("Com_insert") + cost.counter("Com_insert_select"));
        cost(table, figures, "– selects", cost -> cost.counter("Com_select"));
        cost(table, figures, "– deletes", cost -> cost.counter("Com_delete"));
        cost(
                table,
                figures,
                "– begin + commit + set",
                cost -> cost.counter("Com_begin") + cost.counter("Com_commit") + cost.counter("Com_set_option"));
        cost(table, figures, "rows inserted", cost -> cost.counter("Innodb_rows_inserted"));
        cost(table, figures, "redo log fsyncs", cost -> cost.counter("Innodb_os_log_fsyncs"));
        cost(
                table,
                figures,
                "data file fsyncs",
                cost -> cost.counter("Innodb_data_fsyncs") - cost.counter("Innodb_os_log_fsyncs"));
        cost(
                table,
                figures,
                "KiB to and from MySQL",
                cost -> (cost.counter("Bytes_received") + cost.counter("Bytes_sent")) / KIBIBYTE);
        cost(table, figures, "messages stored by the broker, its own marks included", Cost::messagesStored);
        cost(
                table,
                figures,
                "KiB allocated, order + logistics (from the GC logs)",
                cost -> cost.allocatedBytes() / KIBIBYTE);
        lines.addAll(table.lines());
        add("");
        List<BarChart.Group> groups = figures.contestants().stream()
                .map(name -> new BarChart.Group(
                        name,
                        PROCESSES.stream()
                                .map(process -> figures.closed(
                                                name, MANY, run -> run.cost().cpu(process))
                                        .median())
                                .toList()))
                .toList();
        chart(
                "bench-cpu-" + flush,
                new BarChart("CPU milliseconds per order, " + flush, "ms", true, PROCESSES, groups));
    }

    private static void cost(Table table, Figures figures, String name, ToDoubleFunction<Cost> value) {
        table.row(Stream.concat(
                        Stream.of(name),
                        figures.contestants().stream()
                                .map(contestant -> Table.cell(
                                        figures.closed(contestant, MANY, run -> value.applyAsDouble(run.cost())))))
                .toList());
    }

    private void starts(Figures figures) {
        add(
                "### Start and memory",
                "",
                "From the start of the process until it says that it can serve, with MySQL and RocketMQ in reach; resident set after 2 quiet seconds, and at most under load.",
                "");
        Table table = new Table(List.of(
                "",
                "order: ready, ms",
                "idle, MiB",
                "loaded, MiB",
                "logistics: ready, ms",
                "idle, MiB",
                "loaded, MiB"));
        for (String name : figures.contestants()) {
            List<String> row = new ArrayList<>(List.of(name));
            for (String role : List.of("order", "logistics")) {
                row.add("" + figures.start(name).readyMillis().get(role));
                row.add(Table.number(figures.start(name).idleBytes().get(role) / MEBIBYTE));
                row.add(Table.number(figures.loadedBytes(name, role) / MEBIBYTE));
            }
            table.row(row);
        }
        lines.addAll(table.lines());
        add("");
    }

    private void limits(Figures figures) {
        if (figures.table().limits().isEmpty()) {
            return;
        }
        add(
                "### Limits, and the ledger by itself",
                "",
                "No HTTP, no sign-in, no consumer, no metrics: a process that does the bare step, on the same servers.",
                "");
        Table table =
                new Table(List.of("", "callers", "per second", "p50 ms", "p99 ms", "CPU ms each, servers included"));
        figures.table().limits().stream()
                .map(run -> run.name() + " " + run.callers())
                .distinct()
                .forEach(key -> {
                    String name = key.substring(0, key.indexOf(' '));
                    int callers = Integer.parseInt(key.substring(key.indexOf(' ') + 1));
                    Medians cpu = figures.limit(name, callers, LimitRun::cpuMillis);
                    table.row(List.of(
                            title(name),
                            "" + callers,
                            Table.cell(figures.limit(name, callers, LimitRun::perSecond)),
                            Table.cell(figures.limit(name, callers, LimitRun::p50)),
                            name.equals("ROCKETMQ_BENCHMARK")
                                    ? "–"
                                    : Table.cell(figures.limit(name, callers, LimitRun::p99)),
                            cpu.median() == 0 ? "–" : Table.cell(cpu)));
                });
        lines.addAll(table.lines());
        add("");
    }

    private static String title(String step) {
        return switch (step) {
            case "TWO_INSERTS" -> "two inserts in one transaction, bare Vert.x client";
            case "ORDER_ALONE" -> "the order alone in a transaction (no ledger)";
            case "LOCAL_TRANSACTION" -> "claim and order, the library's `LocalTransactions`";
            case "HALF_AND_COMMIT" -> "half message and commit, gRPC client";
            case "BOTH" -> "**both at once**: half message, two inserts, commit";
            case "BOTH_WITHOUT_LEDGER" -> "half message, the order alone, commit (no ledger)";
            case "SETTLE_COMMITTED" -> "check-back's question, attempt committed";
            case "SETTLE_OPEN" -> "check-back's question, attempt open: writes ROLLBACK";
            case "ROCKETMQ_BENCHMARK" -> "RocketMQ's own transaction benchmark (remoting; mean RT in the p50 column)";
            default -> step;
        };
    }

    private void growth() {
        if (results.growth().isEmpty()) {
            return;
        }
        add(
                "## Growth",
                "",
                "Tandem (JVM), " + MANY
                        + " callers, ASYNC_FLUSH, with so many generated rows in each of `orders`, `tx_attempt`, `logistics` and `message_trace`; three runs each.",
                "");
        Table table = new Table(List.of(
                "rows in each table",
                "orders/s",
                "CPU ms per order, everything",
                "– mysqld",
                "p99 of the reply, closed loop, ms"));
        List<BarChart.Group> groups = new ArrayList<>();
        for (long rows :
                results.growth().stream().map(GrowthRun::rows).distinct().toList()) {
            List<ClosedRun> runs = results.growth().stream()
                    .filter(run -> run.rows() == rows)
                    .map(GrowthRun::run)
                    .toList();
            Medians all = Medians.of(runs, run -> run.cost().totalCpuMillis());
            table.row(List.of(
                    Table.number((double) rows),
                    Table.cell(Medians.of(runs, ClosedRun::sustained)),
                    Table.cell(all),
                    Table.cell(Medians.of(runs, run -> run.cost().cpu("mysqld"))),
                    Table.cell(Medians.of(runs, run -> run.answer().reply().p99()))));
            groups.add(new BarChart.Group(Table.number((double) rows) + " rows", List.of(all.median())));
        }
        lines.addAll(table.lines());
        add("");
        chart(
                "bench-growth",
                new BarChart(
                        "CPU milliseconds per order as the tables grow", "ms", false, List.of("everything"), groups));
    }

    private void processes() {
        if (results.processes().isEmpty()) {
            return;
        }
        add(
                "## More processes",
                "",
                "Tandem (JVM), " + MANY
                        + " callers, ASYNC_FLUSH, with several processes of each service on the same cores: "
                        + "what it shows is that nothing breaks and what an order then costs; more throughput needs more cores.",
                "");
        Table table =
                new Table(List.of("of each service", "orders/s", "CPU ms per order, everything", "order", "logistics"));
        results.processes()
                .forEach(run -> table.row(List.of(
                        "" + run.ofEach(),
                        Table.number(run.run().sustained()),
                        Table.number(run.run().cost().totalCpuMillis()),
                        Table.number(run.run().cost().cpu("order")),
                        Table.number(run.run().cost().cpu("logistics")))));
        lines.addAll(table.lines());
        add("");
    }

    private void profiles(Map<String, String> profiles) {
        if (profiles.isEmpty()) {
            return;
        }
        add(
                "## Where the processor time goes",
                "",
                "Flight recordings of the warm processes at " + MANY
                        + " callers, 20 ms a sample. A bar is as wide as its share and stands on its caller; orange is our own code, blue the "
                        + "RocketMQ client, green Vert.x and Netty, yellow Quarkus, violet Mutiny and context propagation.",
                "");
        profiles.forEach((file, svg) -> {
            charts.put(file, svg);
            add("![" + file + "](images/" + file + ")", "");
        });
    }

    private void method() {
        add("## How it is measured", "");
        add(
                "* The same MySQL and the same RocketMQ for everybody; a topic and a group of its own for each; the same tables; the same JSON over HTTP/1.1 with the same sign-in, kept alive.");
        add(
                "* All contestants are up and warm during the whole run, and one at a time is loaded; the order rotates from round to round (the table for SYNC_FLUSH and the one of more processes come after half the warm-up). Every cell is the median of the rounds, with least and most in parentheses.");
        add(
                "* Every JVM gets `-Xmx256m -XX:+UseSerialGC`, which is what `make run` gives Tandem and suits all of them on two cores. HikariCP and Vert.x have 32 connections each.");
        add(
                "* Processor time is user + system from `/proc/<pid>/stat`, until the last shipment is there; MySQL's counters are `SHOW GLOBAL STATUS`; messages are the ends of all topics' queues, RocketMQ's half and op topics included.");
        add(
                "* Tandem's order writes more than the peers': the ledger's row with what the trace page shows, and a trace record of the commit. The Spring peer has no ledger, no trace, no sessions, and the published checker with its holes.");
        add("* Not done: Seata AT. 10^7 rows are in `BENCH_FULL=1` only.");
    }

    private void chart(String name, BarChart chart) {
        String file = name.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".svg";
        charts.put(file, chart.svg());
        add("![" + chart.title() + "](images/" + file + ")", "");
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
