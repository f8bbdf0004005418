package io.tandem.bench.report;

import io.tandem.bench.measure.OverloadRun;
import io.tandem.load.client.OrderClient;
import java.util.List;

/** What more orders than fit do, and what is left of it afterwards. */
record OverloadSection(Figures figures) implements Section {

    @Override
    public void writeTo(Report page) {
        page.add(
                "### Overload",
                "",
                "Open loop at so many times the contestant's own peak, on "
                        + OrderClient.CONNECTIONS
                        + " connections at most; what finds none is not sent. Accepted: orders placed over the time until the last answer. Back: seconds until "
                        + Figures.MANY
                        + " callers, who begin right after the last answer, get 90 % of what they got before. Callers, services and servers share the cores. A refusal's processor time is what the order process took beyond the orders that it placed; an order's is everything but the load generator, at the most callers.",
                "");
        Table table = new Table(List.of(
                "",
                "times the peak",
                "orders/s due",
                "placed/s",
                "of the peak",
                "reply p99, ms",
                "refused",
                "not sent",
                "back after, s",
                "CPU ms: a refusal",
                "an order"));
        for (OverloadRun run : figures.table().overloads()) {
            table.row(List.of(
                    run.contestant(),
                    run.times() + "×",
                    Table.number(run.times() * run.capacity()),
                    Table.number(run.during().perSecond()),
                    "%.0f %%".formatted(100 * run.acceptedShare()),
                    Table.number(run.during().reply().p99()),
                    Table.number((double) run.during().refused()),
                    Table.number((double) run.during().notSent()),
                    Table.number(figures.secondsUntilBack(run)),
                    Table.number(figures.refusedCpuMillis(run)),
                    Table.number(figures.servedCpuMillis(run.contestant()))));
        }
        page.add(table);
    }
}
