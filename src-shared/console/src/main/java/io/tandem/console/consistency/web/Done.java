package io.tandem.console.consistency.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.BusinessRows;
import io.tandem.console.consistency.OperatorAction;
import io.tandem.console.consistency.Repairs;
import java.util.List;
import java.util.Map;

/**
 * What came of a button, as the audit table has it: an address can name rows of that table, and nothing that is not in it.
 *
 * @param kind the notice's kind
 * @param undo targets that were dismissed: those can be restored
 */
@TemplateData
public record Done(String kind, String title, List<Line> lines, List<String> undo) {

    /** One target's result. */
    @TemplateData
    public record Line(String sign, String text) {}

    /**
     * @param names what people call the targets, as far as it is known ({@link BusinessRows})
     */
    static Done of(List<OperatorAction> actions, Map<String, String> names, ConsistencyWording words) {
        long done = actions.stream().filter(ConsistencyWording::isDone).count();
        long refused = actions.size() - done;
        boolean whole = actions.stream().allMatch(one -> Repairs.ALL.equals(one.target()));
        List<Line> lines = actions.stream()
                .map(one -> new Line(
                        ConsistencyWording.isDone(one) ? "success" : "none",
                        words.result(one, names.getOrDefault(one.target(), one.target()))))
                .toList();
        return new Done(
                refused == 0 ? "success" : "pending",
                whole ? words.action(actions.get(0)) : words.texts().outcome(done, refused),
                lines,
                actions.stream()
                        .filter(one -> "DISMISSED".equals(one.result()))
                        .map(OperatorAction::target)
                        .toList());
    }
}
