package io.tandem.faults.round;

import io.tandem.faults.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of one round, in the words of the field.
 *
 * @param happened whether the fault took hold; if not, {@code note} says why and the round proves nothing
 * @param recovery from the end of the fault until nothing moved any more
 */
public record RoundResult(
        int number,
        long seed,
        String family,
        String fault,
        boolean happened,
        String note,
        Figures figures,
        boolean quiet,
        Duration recovery,
        List<Violation> violations) {

    /** Whether the round was as it must be. */
    public boolean good() {
        return happened && quiet && violations.isEmpty();
    }

    /** How many violations there are of each invariant and effect. */
    public long count(Violation.Effect effect) {
        return violations.stream()
                .filter(violation -> violation.effect() == effect)
                .map(Violation::orderId)
                .distinct()
                .count();
    }

    /**
     * Calls and orders, counted.
     *
     * @param attempted calls
     * @param acknowledged orders that a caller was told to be placed
     * @param open calls whose caller was left without a final answer
     * @param recovered those of them that have one now
     * @param told how many calls were told what
     * @param endToEndMillis from each call that placed an order until its shipment was committed, sorted
     */
    public record Figures(
            long attempted,
            long acknowledged,
            long open,
            long recovered,
            Map<String, Long> told,
            List<Long> endToEndMillis) {}
}
