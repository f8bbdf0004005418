package io.tandem.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.bench.load.LoadAnswer;
import io.tandem.bench.measure.ClosedRun;
import io.tandem.bench.measure.Cost;
import io.tandem.bench.measure.LimitRun;
import io.tandem.bench.measure.OpenRun;
import io.tandem.bench.measure.OverloadRun;
import io.tandem.bench.measure.StartFigures;
import io.tandem.bench.measure.Turn;
import io.tandem.bench.measure.Turn.DuplicateRun;
import io.tandem.bench.measure.Warmth;
import io.tandem.bench.result.Results;
import io.tandem.bench.result.Results.FlushTable;
import io.tandem.load.client.Times;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarksPageTest {

    private static final String TANDEM = "Tandem (JVM)";
    private static final String SPRING = "Spring Boot (pool, JDK 17)";

    private final String page = new BenchmarksPage(results()).text();

    @Test
    void comparesWithTheTargets() {
        assertThat(page)
                .contains("| ≥ 3× Spring Boot's orders per second at 64 callers | 4.00× | yes |")
                .contains("| ≥ 4× Spring Boot's orders per second at 256 callers | 4.00× | yes |")
                .contains("| ≤ a quarter of Spring Boot's processor time an order, servers included | 50 % | **no** |")
                .contains("| ≥ 50 % of “bare groups” | 40 % | **no** |")
                .contains("| the ledger takes ≤ 5 % of an order's processor time at 64 callers | 2 % | yes |")
                .contains(
                        "| reply and shipment p99 below Spring Boot's at 50 % of its peak | 3.00 and 3.00 beside 3.00 and 3.00 ms | **no** |")
                .contains(
                        "| ≥ 90 % of the peak accepted at 2 times the capacity, and the peak back within 5 s | 95 %, 0.00 s | yes |")
                .contains(
                        "| a refusal takes ≤ a tenth of an order's processor time, at 2 times the capacity | 10 % | yes |")
                .contains("| 90 % of the orders per second within 5 s of the first request (JVM) | 0.00 s | yes |");
    }

    @Test
    void saysWhoWasNotWarmAndWhoIsAbsent() {
        assertThat(page)
                .contains("**Not warm when the figures were taken: " + SPRING + ". ")
                .contains("| " + TANDEM + " | yes | 0.00 | 12.0 | 0.50 | 0.50 | yes, 100 % |")
                .contains("| " + SPRING + " | no | – | 12.0 | 3.00 | 1.00 | **no**, 33 % |")
                .contains("* Not measured: DTM: why.");
    }

    @Test
    void showsDuplicatesOverloadAndWhatTheCloudBills() {
        assertThat(page)
                .contains("| " + TANDEM + " | 4,000 | 3,600 | – | 3.00 | 3.00 | – |")
                .contains("| " + TANDEM + " | 2× | 8,000 | 3,800 | 95 % | 3.00 | 1,900 | 9.00 | 0.00 | 0.05 | 0.50 |")
                .contains(
                        "| calls that the cloud bills: a transaction message 5, another 1, a delivery 1 | 0.60 | 6.00 |");
    }

    private static Results results() {
        FlushTable table = new FlushTable(
                "ASYNC_FLUSH",
                List.of(start(TANDEM, true, 0.5, 0.5, 0.5), start(SPRING, false, 3.0, 2.0, 1.0)),
                List.of(turn(TANDEM, 4_000, 0.5, 0.02), turn(SPRING, 1_000, 1, 1)),
                List.of(new OpenRun(TANDEM, 50, 500, answer(500)), new OpenRun(SPRING, 50, 500, answer(500))),
                List.of(new OverloadRun(TANDEM, 2, 4_000, refusing(3_800, 1_900), 1_995, answer(4_000))),
                List.of(
                        new LimitRun("GROUP", 64, 10_000, 5, 9, 0.07),
                        new LimitRun("GROUP_WITHOUT_LEDGER", 64, 11_000, 5, 9, 0.06)));
        return new Results(Map.of(), Map.of(), List.of(table), List.of(), List.of(), List.of("DTM: why"));
    }

    private static StartFigures start(String name, boolean classDataSharing, Double... cpu) {
        Map<String, Long> roles = Map.of("order", 66L, "logistics", 50L);
        List<Integer> quarters = Collections.nCopies(8, classDataSharing ? 1_000 : 100);
        return new StartFigures(
                name,
                roles,
                roles,
                Map.of("order", 2.0, "logistics", 9.0),
                roles,
                classDataSharing,
                new Warmth(12, List.of(cpu), quarters));
    }

    private static Turn turn(String name, int perSecond, double cpu, double messages) {
        Cost cost = new Cost(
                perSecond,
                Map.of("order", cpu),
                Map.of(),
                Map.of("RMQ_SYS_TRANS_HALF_TOPIC", messages, "BENCH_X", messages),
                Map.of());
        return new Turn(
                name,
                List.of(new ClosedRun(64, answer(perSecond), 0, cost), new ClosedRun(256, answer(perSecond), 0, cost)),
                List.of(new DuplicateRun(1, new ClosedRun(64, answer(perSecond * 9 / 10), 0, cost))),
                Map.of());
    }

    private static LoadAnswer answer(int created) {
        return refusing(created, 7);
    }

    /** Of one second. */
    private static LoadAnswer refusing(int created, int refused) {
        Times times = new Times(created, 1, 2, 3, 4);
        return new LoadAnswer(created, 0, 9, refused, "", 1, times, times, 0, Collections.nCopies(4, created / 4));
    }
}
