package io.tandem.bench.report;

import io.tandem.bench.measure.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What one order costs in processor time, statements, messages and memory. */
record CostSection(Figures figures, String flush) implements Section {

    private static final double KIBIBYTE = 1 << 10;
    private static final List<String> PROCESSES =
            List.of("order", "logistics", "mysqld", "rocketmq", "seata", "load generator");

    @Override
    public void writeTo(Report page) {
        page.add("### What one order costs, at " + Figures.MANY + " callers", "");
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
        cost(table, figures, "half messages", Cost::halfMessages);
        cost(table, figures, "messages for consumers", Cost::published);
        cost(table, figures, "messages stored by the broker, its own marks included", Cost::messagesStored);
        cost(
                table,
                figures,
                "calls that the cloud bills: a transaction message 5, another 1, a delivery 1",
                Cost::billedCalls);
        cost(
                table,
                figures,
                "KiB allocated, order + logistics (from the GC logs)",
                cost -> cost.allocatedBytes() / KIBIBYTE);
        page.add(table);
        List<BarChart.Group> groups = figures.contestants().stream()
                .map(name -> new BarChart.Group(
                        name,
                        PROCESSES.stream()
                                .map(process -> figures.closed(name, Figures.MANY, run -> run.cost()
                                                .cpu(process))
                                        .median())
                                .toList()))
                .toList();
        page.chart(
                "bench-cpu-" + flush,
                new BarChart("CPU milliseconds per order, " + flush, "ms", true, PROCESSES, groups));
    }

    private static void cost(Table table, Figures figures, String name, ToDoubleFunction<Cost> value) {
        table.row(Stream.concat(
                        Stream.of(name),
                        figures.contestants().stream()
                                .map(contestant -> Table.cell(figures.closed(
                                        contestant, Figures.MANY, run -> value.applyAsDouble(run.cost())))))
                .toList());
    }
}
