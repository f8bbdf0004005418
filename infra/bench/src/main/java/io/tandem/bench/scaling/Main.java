package io.tandem.bench.scaling;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The program behind {@code make scaling}: what a rate of orders needs, from what one order costs. */
public final class Main {

    private static final List<Double> RATES = List.of(1_000.0, 10_000.0, 100_000.0);
    /** One database without a second, pushed until it gives way. */
    private static final List<Double> SHARES = List.of(0.5, 0.7, 0.8, 0.9, 0.95);

    private static final double SECONDS = 10;
    private static final double SHORT = 3;

    /** Between these, the page in the documentation is written by this program. */
    private static final String BEGIN = "<!-- make scaling -->";

    private static final String END = "<!-- end of make scaling -->";

    private final List<String> lines = new ArrayList<>();

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> run(arguments.length > 0 ? arguments[0] : "Tandem (JVM)"));
        System.exit(0);
    }

    private static void run(String contestant) {
        List<String> lines = new Main().lines(contestant);
        lines.forEach(Progress.CONSOLE::say);
        Path page = ProjectRoot.find().resolve("docs/scaling.md");
        try {
            String text = Files.readString(page);
            int from = text.indexOf(BEGIN) + BEGIN.length();
            int to = text.indexOf(END);
            String block = "\n\n" + String.join("\n", lines) + "\n\n";
            Files.writeString(page, text.substring(0, from) + block + text.substring(to));
        } catch (IOException failure) {
            throw new LocalFailure("Cannot write " + page + ": " + failure.getMessage(), failure);
        }
    }

    private List<String> lines(String contestant) {
        Path results = ProjectRoot.find().resolve("docs/benchmarks.json");
        PerOrder cost = PerOrder.measured(results, contestant);
        Cloud cloud = Cloud.ASSUMED;
        say(
                "Measured, ms of a core per order, %s: order %.2f, logistics %.2f, MySQL %.2f, RocketMQ %.2f",
                contestant, cost.order(), cost.logistics(), cost.mySql(), cost.broker());
        say("");
        say("Assumed: `%s`", cloud);
        say("");
        say(
                "| orders/s | databases (%d cores each) | order hosts (%d cores) | logistics hosts | RocketMQ TPS as it is billed | busiest | reply p50 / p99, ms | shipment p99, ms |",
                cloud.mySqlCores(), cloud.orderCores());
        say("|---:|---:|---:|---:|---:|---|---:|---:|");
        for (double rate : RATES) {
            Layout layout = Layout.of(rate, cost, cloud);
            Simulation.Report report = new Simulation(cost, cloud, layout).run(rate > 50_000 ? SHORT : SECONDS);
            say(
                    "| %,.0f | %d | %d | %d | %,.0f | %s | %.1f / %.1f | %.1f |",
                    rate,
                    layout.cells(),
                    layout.orderHosts(),
                    layout.logisticsHosts(),
                    layout.messageCalls(),
                    report.busiest(),
                    report.replyP50(),
                    report.replyP99(),
                    report.shipmentP99());
        }
        say("");
        saturate(cost, cloud);
        return lines;
    }

    private void saturate(PerOrder cost, Cloud cloud) {
        double most = cloud.mySqlCores() * 1_000 * cloud.coreSpeed() / cost.mySql();
        say("One database of %d cores, and hosts enough: it could compute %,.0f orders/s.", cloud.mySqlCores(), most);
        say("");
        say("| share of that | orders/s | MySQL busy | its disk busy | reply p99, ms | shipment p99, ms |");
        say("|---:|---:|---:|---:|---:|---:|");
        for (double share : SHARES) {
            double rate = most * share;
            Layout wide = Layout.of(rate, cost, cloud);
            Layout one = new Layout(rate, 1, wide.orderHosts(), wide.logisticsHosts(), wide.messageCalls());
            Simulation.Report report = new Simulation(cost, cloud, one).run(SHORT);
            say(
                    "| %.0f %% | %,.0f | %.0f %% | %.0f %% | %.1f | %.1f |",
                    share * 100,
                    rate,
                    report.mySql() * 100,
                    report.disk() * 100,
                    report.replyP99(),
                    report.shipmentP99());
        }
    }

    private void say(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
