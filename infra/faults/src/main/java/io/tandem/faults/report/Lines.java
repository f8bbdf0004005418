package io.tandem.faults.report;

import io.tandem.faults.check.Violation;
import io.tandem.faults.round.RoundResult;
import io.tandem.faults.variant.Trial.Finding;
import java.util.ArrayList;
import java.util.List;

/** For those who watch. */
public final class Lines {

    private static final int MOST_VIOLATIONS = 10;

    private Lines() {}

    public static List<String> of(RoundResult round) {
        List<String> lines = new ArrayList<>();
        lines.add("%3d %-70s %s  %d attempted, %d acknowledged, %d of %d open ones recovered, at rest after %.1f s"
                .formatted(
                        round.number(),
                        round.family() + ": " + round.fault(),
                        verdict(round),
                        round.figures().attempted(),
                        round.figures().acknowledged(),
                        round.figures().recovered(),
                        round.figures().open(),
                        round.recovery().toMillis() / 1_000.0));
        if (!round.good()) {
            lines.add("    round seed " + round.seed() + ", told "
                    + round.figures().told());
        }
        lines.addAll(violations(round.violations()));
        return lines;
    }

    public static String of(Finding finding) {
        return "%-40s %s after %.0f s, by %s%s"
                .formatted(
                        finding.variant(),
                        finding.caught() ? "FOUND" : "not found",
                        finding.took().toMillis() / 1_000.0,
                        String.join(" · ", finding.faults()),
                        finding.violations().isEmpty()
                                ? ""
                                : ": " + finding.violations().get(0));
    }

    public static List<String> violations(List<Violation> violations) {
        List<String> lines = new ArrayList<>();
        violations.stream().limit(MOST_VIOLATIONS).forEach(violation -> lines.add("    " + violation));
        if (violations.size() > MOST_VIOLATIONS) {
            lines.add("    and " + (violations.size() - MOST_VIOLATIONS) + " more");
        }
        return lines;
    }

    private static String verdict(RoundResult round) {
        if (!round.happened()) {
            return "DID NOT HAPPEN (" + round.note() + ")";
        }
        if (!round.violations().isEmpty()) {
            return "VIOLATED";
        }
        return round.quiet() ? "held" : "NOT AT REST";
    }
}
