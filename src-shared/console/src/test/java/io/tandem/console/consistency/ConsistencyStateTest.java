package io.tandem.console.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.console.consistency.ConsistencyReport.State;
import io.tandem.ledger.AttemptId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report comes to. */
class ConsistencyStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Findings<OpenAttempt> NO_ATTEMPTS = new Findings<>(0, List.of());
    private static final Findings<MissingEffect> NOTHING_MISSING = new Findings<>(0, List.of());
    private static final Findings<StrayFinding> NO_STRAYS = new Findings<>(0, List.of());
    private static final Findings<ParkedFinding> NOTHING_PARKED = new Findings<>(0, List.of());

    @Test
    void withoutFindingsAllIsConsistent() {
        assertThat(ConsistencyReport.state(NO_ATTEMPTS, NO_ATTEMPTS, NOTHING_MISSING, NO_STRAYS, NOTHING_PARKED))
                .isEqualTo(State.CONSISTENT);
        assertThat(ConsistencyReport.healsBy(NOW, NO_ATTEMPTS, NO_ATTEMPTS, NOTHING_MISSING))
                .isNull();
    }

    @Test
    void aMessageThatWaitsForItsCheckBackIsNotConsistentButHeals() {
        Findings<OpenAttempt> unsettled = one(open(NOW.plusSeconds(300)));

        assertThat(ConsistencyReport.state(NO_ATTEMPTS, unsettled, NOTHING_MISSING, NO_STRAYS, NOTHING_PARKED))
                .isEqualTo(State.HEALING);
        assertThat(ConsistencyReport.healsBy(NOW, NO_ATTEMPTS, unsettled, NOTHING_MISSING))
                .isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void anAttemptThatTheBrokerHasGivenUpNeedsAPerson() {
        assertThat(ConsistencyReport.state(
                        one(open(NOW.minusSeconds(1))), NO_ATTEMPTS, NOTHING_MISSING, NO_STRAYS, NOTHING_PARKED))
                .isEqualTo(State.NEEDS_YOU);
    }

    @Test
    void whatWasRedeliveredAgainAndAgainNeedsAPerson() {
        assertThat(stateOfMissing(4)).isEqualTo(State.HEALING);
        assertThat(stateOfMissing(5)).isEqualTo(State.NEEDS_YOU);
    }

    @Test
    void anEffectWithoutARowIsABreachWhateverElseThereIs() {
        StrayFinding stray = new StrayFinding(1L, 1L, AttemptId.next(), "M", "NO_ORDER", NOW);

        assertThat(ConsistencyReport.state(
                        one(open(NOW.plusSeconds(9))), NO_ATTEMPTS, NOTHING_MISSING, one(stray), NOTHING_PARKED))
                .isEqualTo(State.BREACHED);
    }

    private static State stateOfMissing(int redeliveries) {
        MissingEffect missing =
                new MissingEffect(AttemptId.next(), 1L, 1L, NOW, redeliveries, NOW.plusSeconds(60), false, 60);
        return ConsistencyReport.state(NO_ATTEMPTS, NO_ATTEMPTS, one(missing), NO_STRAYS, NOTHING_PARKED);
    }

    private static OpenAttempt open(Instant askedUntil) {
        return new OpenAttempt(AttemptId.next(), "1", null, null, "COMMIT", NOW.minusSeconds(60), 60, askedUntil);
    }

    private static <T extends Finding> Findings<T> one(T item) {
        return new Findings<>(1, List.of(item));
    }
}
