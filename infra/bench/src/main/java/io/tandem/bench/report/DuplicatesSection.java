package io.tandem.bench.report;

import io.tandem.bench.measure.ClosedRun;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What order numbers that are taken cost. */
record DuplicatesSection(Figures figures) implements Section {

    @Override
    public void writeTo(Report page) {
        page.add(
                "### Duplicates",
                "",
                "Closed loop, " + Figures.MANY
                        + " callers, of whom so many give one of the last hundred order numbers: orders placed a second, and p99 of their reply in ms.",
                "");
        Table table = new Table(List.of("", "0 %", "1 %", "5 %", "p99: 0 %", "1 %", "5 %"));
        for (String name : figures.contestants()) {
            table.row(List.of(
                    name,
                    Table.cell(figures.closed(name, Figures.MANY, ClosedRun::sustained)),
                    of(name, 1, ClosedRun::sustained),
                    of(name, 5, ClosedRun::sustained),
                    Table.cell(figures.closed(
                            name, Figures.MANY, run -> run.answer().reply().p99())),
                    of(name, 1, run -> run.answer().reply().p99()),
                    of(name, 5, run -> run.answer().reply().p99())));
        }
        page.add(table);
    }

    private String of(String name, int percent, ToDoubleFunction<ClosedRun> value) {
        return Table.cell(figures.duplicates(name, percent, value));
    }
}
