package io.tandem.local.demo;

import static io.tandem.local.demo.Visitor.field;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The message trace of one attempt, as lines for a terminal. */
public final class TraceText {

    private static final Pattern STEP = Pattern.compile("\\{\"step\":[^}]*}");

    private TraceText() {}

    /** One line a step: when, what, how it went, how long, who. */
    public static List<String> lines(String json) {
        return STEP.matcher(json)
                .results()
                .map(MatchResult::group)
                .map(TraceText::line)
                .toList();
    }

    private static String line(String step) {
        String took = field(step, "durationMs");
        String delivery = field(step, "deliveryAttempt");
        return String.format(
                        Locale.ROOT,
                        "%+10.1f ms  %-17s %-14s %10s  %s%s",
                        Double.parseDouble(field(step, "afterMs")),
                        field(step, "step"),
                        field(step, "result"),
                        took.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f ms", Double.parseDouble(took)),
                        field(step, "host"),
                        delivery.isEmpty() ? "" : ", delivery " + delivery)
                .stripTrailing();
    }
}
