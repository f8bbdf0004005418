package io.tandem.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.bench.measure.Billing;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The program behind {@code make scaling}: multiplies what one order cost in {@code benchmarks.json}, and writes the table into docs/scaling.md. */
public final class Scaling {

    private static final List<Integer> RATES = List.of(1_000, 10_000, 100_000);
    private static final String BEGIN = "<!-- make scaling -->";
    private static final String END = "<!-- end of make scaling -->";

    /** Share of a core or of a quota that may be used before queues grow. */
    private static final double USABLE = 0.6;

    /** Share of a core below which no attempt finds all slots taken. */
    private static final double QUIET = 0.25;

    /** Whose attempts all go alone. */
    private static final String ALONE = "Tandem (without groups)";

    private static final int FEWEST_HOSTS = 2;
    private static final int HOST_CORES = 2;
    private static final int DATABASE_CORES = 8;
    private final double[] prices;

    Scaling(double... prices) {
        this.prices = prices;
    }

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> write(ProjectRoot.find().resolve("docs"), System.getenv()));
        System.exit(0);
    }

    private static void write(Path docs, Map<String, String> environment) {
        String[] words = environment.getOrDefault("PRICES", "250 4000 900").split(" ", -1);
        Scaling scaling =
                new Scaling(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        try {
            JsonNode results =
                    new ObjectMapper().readTree(docs.resolve("benchmarks.json").toFile());
            List<String> lines = scaling.table(results.path("tables").path(0).path("turns"));
            lines.forEach(Progress.CONSOLE::say);
            Path page = docs.resolve("scaling.md");
            String text = Files.readString(page);
            Files.writeString(
                    page,
                    text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                            + "\n\n" + String.join("\n", lines) + "\n\n"
                            + text.substring(text.indexOf(END)));
        } catch (IOException failure) {
            throw new LocalFailure("Run `make bench` first: " + failure.getMessage(), failure);
        }
    }

    List<String> table(JsonNode turns) {
        Set<String> contestants = new LinkedHashSet<>();
        turns.forEach(turn -> contestants.add(turn.path("contestant").asText()));
        List<String> lines = new ArrayList<>(List.of(
                "| | orders/s | order hosts | logistics hosts | databases | RocketMQ TPS | busiest processor | CNY a month |",
                "|---|---:|---:|---:|---:|---:|---|---:|"));
        for (String contestant : contestants) {
            if (contestant.startsWith("Tandem")) {
                RATES.forEach(rate -> lines.add(row(
                        contestant,
                        contestants.contains(ALONE) && nothingWaits(contestant, rate, turns) ? ALONE : contestant,
                        rate,
                        turns)));
            }
        }
        return lines;
    }

    /** On the two hosts that availability asks for. */
    private static boolean nothingWaits(String contestant, int rate, JsonNode turns) {
        return rate * cpu(turns, contestant, "order") / 1_000 / FEWEST_HOSTS / HOST_CORES < QUIET;
    }

    /** @param as the contestant whose order costs so much at that rate */
    private String row(String contestant, String as, int rate, JsonNode turns) {
        double order = rate * cpu(turns, as, "order");
        double logistics = rate * cpu(turns, as, "logistics");
        double database = rate * cpu(turns, as, "mysqld");
        double halves = median(turns, as, cost -> cost.path("messages")
                .path("RMQ_SYS_TRANS_HALF_TOPIC")
                .asDouble());
        double tps = rate * Billing.calls(halves, halves);
        int orderHosts = Math.max(FEWEST_HOSTS, hosts(order, HOST_CORES));
        int logisticsHosts = Math.max(FEWEST_HOSTS, hosts(logistics, HOST_CORES));
        int databases = hosts(database, DATABASE_CORES);
        double money = (orderHosts + logisticsHosts) * prices[0] + databases * prices[1] + tps / 1_000 * prices[2];
        double mostUsed = Math.max(
                order / orderHosts / HOST_CORES,
                Math.max(logistics / logisticsHosts / HOST_CORES, database / databases / DATABASE_CORES));
        String first = mostUsed == order / orderHosts / HOST_CORES
                ? "order"
                : mostUsed == database / databases / DATABASE_CORES ? "MySQL" : "logistics";
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %d | %d | %d | %,.0f | %s (%.0f %%) | %,.0f |",
                contestant,
                rate,
                orderHosts,
                logisticsHosts,
                databases,
                tps,
                first,
                mostUsed / 10,
                money);
    }

    /** @param millis of a core each second */
    private static int hosts(double millis, int cores) {
        return (int) Math.max(1, Math.ceil(millis / 1_000 / USABLE / cores));
    }

    private static double cpu(JsonNode turns, String contestant, String process) {
        return median(
                turns, contestant, cost -> cost.path("cpuMillis").path(process).asDouble());
    }

    /** At 64 callers. */
    private static double median(JsonNode turns, String contestant, ToDoubleFunction<JsonNode> value) {
        List<Double> values = new ArrayList<>();
        for (JsonNode turn : turns) {
            if (turn.path("contestant").asText().equals(contestant)) {
                for (JsonNode run : turn.path("closed")) {
                    if (run.path("callers").asInt() == Plan.MANY) {
                        values.add(value.applyAsDouble(run.path("cost")));
                    }
                }
            }
        }
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
