package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that does not fit together at a moment.
 *
 * @param state what it comes to
 * @param healsBy by then everything that heals by itself will have been tried again; null unless something does
 * @param consistent there is no finding but half messages that a check-back ends
 * @param inDoubt attempts without a decision
 * @param unsettled the broker may still hold their half message, beyond the time of its first check
 * @param unsent the broker did not acknowledge their half message: nothing was written, and nothing is to be done
 * @param sweptAt when the last look at all effects was over; null until the first is
 * @param actions the latest
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsistencyReport(
        Instant asOf,
        State state,
        Instant healsBy,
        boolean consistent,
        Findings<OpenAttempt> inDoubt,
        Findings<OpenAttempt> unsettled,
        Findings<OpenAttempt> unsent,
        @JsonProperty("paidWithoutShipment") Findings<MissingEffect> missing,
        @JsonProperty("shipmentsWithoutOrder") Findings<StrayFinding> stray,
        Instant sweptAt,
        Findings<ParkedFinding> parked,
        List<OperatorAction> actions) {

    /** What it comes to. */
    public enum State {
        /** There is nothing to show. */
        CONSISTENT,
        /** A check-back or a redelivery ends it; people need do nothing. */
        HEALING,
        /** A person has to look. */
        NEEDS_YOU,
        /** What must never be: an effect that no business row stands behind. */
        BREACHED
    }

    static State state(
            Findings<OpenAttempt> inDoubt,
            Findings<OpenAttempt> unsettled,
            Findings<MissingEffect> missing,
            Findings<StrayFinding> stray,
            Findings<ParkedFinding> parked) {
        if (!stray.none()) {
            return State.BREACHED;
        }
        boolean stuck = inDoubt.items().stream().anyMatch(OpenAttempt::givenUp)
                || missing.items().stream().anyMatch(MissingEffect::inVain);
        if (stuck || !parked.none()) {
            return State.NEEDS_YOU;
        }
        return inDoubt.none() && unsettled.none() && missing.none() ? State.CONSISTENT : State.HEALING;
    }

    /** The latest of what is planned; null if nothing is. */
    static Instant healsBy(
            Instant now,
            Findings<OpenAttempt> inDoubt,
            Findings<OpenAttempt> unsettled,
            Findings<MissingEffect> missing) {
        return Stream.concat(
                        Stream.concat(inDoubt.items().stream(), unsettled.items().stream())
                                .map(OpenAttempt::askedUntil),
                        missing.items().stream().map(MissingEffect::nextRedelivery))
                .filter(at -> at != null && at.isAfter(now))
                .max(Instant::compareTo)
                .orElse(null);
    }
}
