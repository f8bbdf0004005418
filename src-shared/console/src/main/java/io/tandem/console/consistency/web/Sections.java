package io.tandem.console.consistency.web;

import io.tandem.console.consistency.ConsistencyReport;
import io.tandem.console.consistency.Finding;
import io.tandem.console.consistency.Findings;
import io.tandem.console.consistency.MissingEffect;
import io.tandem.console.consistency.web.Section.Action;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of findings: what they are called, how bad they are, and what can be done about them. */
final class Sections {

    private static final List<String> WORST_FIRST = List.of("failure", "attention", "pending", "none");

    private Sections() {}

    /** All of them: those that must never be first, then those that need a person, and empty ones last. */
    static List<Section> of(ConsistencyReport report, ConsistencyWording words) {
        return Stream.of(
                        of("stray", report.stray(), words).known(report.sweptAt() != null),
                        of("parked", report.parked(), words),
                        of("in-doubt", report.inDoubt(), words),
                        of("missing", report.missing(), words),
                        of("unsettled", report.unsettled(), words),
                        of("unsent", report.unsent(), words))
                .sorted(Comparator.comparing(Section::isEmpty)
                        .thenComparing(section -> WORST_FIRST.indexOf(section.tone())))
                .toList();
    }

    static Section of(String kind, Findings<?> findings, ConsistencyWording words) {
        ConsistencyMessages texts = words.texts();
        return switch (kind) {
            case "stray" ->
                Section.of(kind, texts.stray(), texts.stray_detail(), "failure", findings, List.of(), words);
            case "parked" ->
                Section.of(kind, texts.parked(), texts.parked_detail(), "attention", findings, parked(texts), words);
            case "in-doubt" ->
                Section.of(
                        kind,
                        texts.in_doubt(),
                        texts.in_doubt_detail(),
                        tone(findings),
                        findings,
                        List.of(new Action("settle", texts.settle(), false)),
                        words);
            case "missing" ->
                Section.of(
                        kind,
                        texts.missing(),
                        texts.missing_detail(),
                        tone(findings),
                        findings,
                        List.of(
                                new Action("redeliver", texts.redeliver(), true),
                                new Action("redeliver-all", texts.redeliver_all(), false)),
                        words);
            case "unsettled" ->
                Section.of(kind, texts.unsettled(), texts.unsettled_detail(), "pending", findings, List.of(), words);
            default -> Section.of(kind, texts.unsent(), texts.unsent_detail(), "none", findings, List.of(), words);
        };
    }

    /** What has been tried in vain is left to people. */
    private static String tone(Findings<?> findings) {
        Finding.Cases<Boolean> inVainIfSo =
                new Finding.Cases<>(MissingEffect::inVain, FindingRow::isLeftToPeople, stray -> false, parked -> false);
        boolean inVain = findings.items().stream().anyMatch(one -> one.fold(inVainIfSo));
        return inVain ? "attention" : "pending";
    }

    private static List<Action> parked(ConsistencyMessages texts) {
        return List.of(new Action("replay", texts.replay(), true), new Action("dismiss", texts.dismiss(), false));
    }

    /** What was dismissed can be taken back, and no more; what was replayed is done. */
    static List<Action> dismissed(ConsistencyMessages texts) {
        return List.of(new Action("restore", texts.restore(), true));
    }
}
