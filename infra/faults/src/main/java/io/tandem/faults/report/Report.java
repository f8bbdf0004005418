package io.tandem.faults.report;

import io.tandem.faults.check.Violation;
import io.tandem.faults.round.RoundResult;
import io.tandem.faults.variant.Trial.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that came of a run.
 *
 * @param minutes that the rounds were given
 * @param skipped kinds of faults that this machine could not have, with the reason
 * @param atTheEnd what a last look over all rounds together found
 * @param control the product as it is, in the rounds that the variants had; null if none were tried
 */
public record Report(
        LocalDate date,
        long seed,
        double minutes,
        List<RoundResult> rounds,
        List<String> skipped,
        List<Violation> atTheEnd,
        Finding control,
        List<Finding> variants) {

    /** Whether nothing was found that must not be, and everything that had to be. */
    public boolean good() {
        return rounds.stream().allMatch(RoundResult::good)
                && atTheEnd.isEmpty()
                && (control == null || !control.caught())
                && variants.stream().allMatch(Finding::caught);
    }

    /** Of each fault, in the order in which they came first. */
    public List<Row> rows() {
        Map<String, List<RoundResult>> byFault = new LinkedHashMap<>();
        for (RoundResult round : rounds) {
            byFault.computeIfAbsent(round.family() + ": " + round.fault(), name -> new ArrayList<>())
                    .add(round);
        }
        return byFault.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Row.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** All rounds as one. */
    public Row total() {
        return Row.of("all", rounds);
    }
}
