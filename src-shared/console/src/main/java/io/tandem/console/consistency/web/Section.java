package io.tandem.console.consistency.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.consistency.Findings;
import java.util.List;

/**
 * The findings of one kind.
 *
 * @param kind the last part of its own page's address
 * @param tone failure (must never be), attention (a person has to look), pending (ends by itself), none (nothing to do)
 * @param known whether the count is: until all have been looked at once it is not
 * @param rows the oldest of them
 * @param actions the buttons below, which are for what is selected
 */
@TemplateData
public record Section(
        String kind,
        String title,
        String text,
        String tone,
        long count,
        boolean known,
        List<FindingRow> rows,
        List<Action> actions) {

    /** A button. */
    @TemplateData
    public record Action(String name, String label, boolean primary) {}

    static Section of(
            String kind,
            String title,
            String text,
            String tone,
            Findings<?> findings,
            List<Action> actions,
            ConsistencyWording words) {
        return new Section(
                kind,
                title,
                text,
                tone,
                findings.count(),
                true,
                findings.items().stream().map(one -> FindingRow.of(one, words)).toList(),
                actions);
    }

    Section known(boolean whole) {
        return new Section(kind, title, text, tone, count, whole, rows, actions);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many are not among the rows. */
    public long more() {
        return count - rows.size();
    }
}
