package io.tandem.faults.report;

import io.tandem.faults.check.Invariant;
import io.tandem.faults.check.Violation;
import io.tandem.faults.check.Violation.Effect;
import io.tandem.faults.round.RoundResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rounds of one fault together.
 *
 * @param violations of each invariant, how many
 * @param recoverySeconds the longest
 * @param p50Millis end to end; 0 if nothing was shipped
 */
public record Row(
        String fault,
        int rounds,
        long attempted,
        long acknowledged,
        long lost,
        long unexpected,
        long duplicated,
        long open,
        long recovered,
        Map<Invariant, Long> violations,
        double recoverySeconds,
        long p50Millis,
        long p99Millis) {

    private static final double MILLIS = 1_000.0;

    static Row of(String fault, List<RoundResult> rounds) {
        List<Long> endToEnd = rounds.stream()
                .flatMap(round -> round.figures().endToEndMillis().stream())
                .sorted()
                .toList();
        return new Row(
                fault,
                rounds.size(),
                rounds.stream().mapToLong(round -> round.figures().attempted()).sum(),
                rounds.stream()
                        .mapToLong(round -> round.figures().acknowledged())
                        .sum(),
                rounds.stream().mapToLong(round -> round.count(Effect.LOST)).sum(),
                rounds.stream()
                        .mapToLong(round -> round.count(Effect.UNEXPECTED))
                        .sum(),
                rounds.stream()
                        .mapToLong(round -> round.count(Effect.DUPLICATED))
                        .sum(),
                rounds.stream().mapToLong(round -> round.figures().open()).sum(),
                rounds.stream().mapToLong(round -> round.figures().recovered()).sum(),
                violations(rounds),
                rounds.stream()
                                .mapToLong(round -> round.recovery().toMillis())
                                .max()
                                .orElse(0)
                        / MILLIS,
                percentile(endToEnd, 0.50),
                percentile(endToEnd, 0.99));
    }

    private static Map<Invariant, Long> violations(List<RoundResult> rounds) {
        Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);
        for (Invariant invariant : Invariant.values()) {
            counts.put(
                    invariant,
                    rounds.stream()
                            .flatMap(round -> round.violations().stream())
                            .map(Violation::invariant)
                            .filter(invariant::equals)
                            .count());
        }
        return counts;
    }

    private static long percentile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }
}
