package io.tandem.bench.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one order costs, as {@code make bench} measured it: milliseconds of a core.
 *
 * @param order of order-native
 * @param logistics of logistics-native
 * @param mySql of the database, for everything
 * @param broker of RocketMQ: proxy and broker
 */
record PerOrder(double order, double logistics, double mySql, double broker) {

    private static final int MANY = 64;

    /** From {@code docs/benchmarks.json}: the medians of that contestant at 64 callers. */
    static PerOrder measured(Path results, String contestant) {
        try {
            JsonNode turns = new ObjectMapper()
                    .readTree(results.toFile())
                    .path("tables")
                    .path(0)
                    .path("turns");
            return new PerOrder(
                    median(turns, contestant, "order"),
                    median(turns, contestant, "logistics"),
                    median(turns, contestant, "mysqld"),
                    median(turns, contestant, "rocketmq"));
        } catch (IOException missing) {
            throw new LocalFailure("There are no figures at " + results + ": run `make bench` first", missing);
        }
    }

    private static double median(JsonNode turns, String contestant, String process) {
        List<Double> values = new ArrayList<>();
        for (JsonNode turn : turns) {
            if (turn.path("contestant").asText().equals(contestant)) {
                for (JsonNode run : turn.path("closed")) {
                    if (run.path("callers").asInt() == MANY) {
                        values.add(
                                run.path("cost").path("cpuMillis").path(process).asDouble());
                    }
                }
            }
        }
        if (values.isEmpty()) {
            throw new LocalFailure("There are no figures of " + contestant);
        }
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
