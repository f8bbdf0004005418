package io.tandem.faults.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.faults.fault.Catalogue;
import io.tandem.faults.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final List<Fault> FAULTS = Catalogue.all();

    @Test
    void theSameSeedIsTheSamePlan() {
        assertThat(steps(7, 100)).isEqualTo(steps(7, 100));
    }

    @Test
    void anotherSeedIsAnotherPlan() {
        assertThat(steps(7, 100)).isNotEqualTo(steps(8, 100));
    }

    @Test
    void everyFaultComesOnceBeforeAnyComesTwice() {
        Set<Fault> first = new HashSet<>();
        steps(7, FAULTS.size()).forEach(step -> first.add(step.fault()));

        assertThat(first).hasSameSizeAs(FAULTS);
    }

    @Test
    void noTwoRoundsShareANumber() {
        assertThat(steps(7, 100).stream().map(Plan.Step::number).distinct()).hasSize(100);
    }

    @Test
    void ofNoFaultsThereIsNoRound() {
        assertThat(new Plan(7, List.of())).isExhausted();
    }

    private static List<Plan.Step> steps(long seed, int count) {
        Plan plan = new Plan(seed, FAULTS);
        return Stream.generate(plan::next).limit(count).toList();
    }
}
