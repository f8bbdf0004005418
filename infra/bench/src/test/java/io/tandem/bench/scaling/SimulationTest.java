package io.tandem.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final PerOrder COST = new PerOrder(0.5, 0.2, 0.3, 0.4);

    @Test
    void coresServeOneAtATimeEach() {
        Clock clock = new Clock();
        Station station = Station.cores("two", clock, 2);
        List<Double> ends = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            station.enter(10, () -> ends.add(clock.now()));
        }
        clock.run();

        assertThat(ends).containsExactly(10.0, 10.0, 20.0);
    }

    @Test
    void aGroupCommitTakesAllWhoWait() {
        Clock clock = new Clock();
        Station disk = Station.groups("disk", clock);
        List<Double> ends = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            disk.enter(10, () -> ends.add(clock.now()));
        }
        clock.run();

        assertThat(ends).containsExactly(10.0, 20.0, 20.0, 20.0, 20.0);
    }

    @Test
    void tenTimesTheOrdersNeedAboutTenTimesTheDatabases() {
        Layout less = Layout.of(100_000, COST, Cloud.ASSUMED);
        Layout more = Layout.of(1_000_000, COST, Cloud.ASSUMED);

        assertThat(more.cells()).isBetween(9 * less.cells(), 10 * less.cells());
    }

    @Test
    void aCellWithinItsShareAnswersSoonAndOnePastItDoesNot() {
        Layout enough = Layout.of(5_000, COST, Cloud.ASSUMED);
        Layout tooFew = new Layout(40_000, 1, 30, 15, 0);

        assertThat(new Simulation(COST, Cloud.ASSUMED, enough).run(1).replyP99())
                .isLessThan(25);
        assertThat(new Simulation(COST, Cloud.ASSUMED, tooFew).run(1).replyP99())
                .isGreaterThan(100);
    }
}
