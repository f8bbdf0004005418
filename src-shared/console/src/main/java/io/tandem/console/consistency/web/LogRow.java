package io.tandem.console.consistency.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.consistency.OperatorAction;
import io.tandem.console.consistency.Repairs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A row of the operator log, in words. */
@TemplateData
public record LogRow(Instant at, String account, String action, String result, String target) {

    static List<LogRow> of(List<OperatorAction> actions, Map<String, String> keys, ConsistencyWording words) {
        Map<String, String> names = named(keys, words);
        return actions.stream()
                .map(one -> new LogRow(
                        one.doneAt(),
                        one.account(),
                        words.action(one),
                        words.result(one, names.getOrDefault(one.target(), one.target())),
                        Repairs.ALL.equals(one.target()) ? "" : one.target()))
                .toList();
    }

    /** What a target is called whose business key is known. */
    static Map<String, String> named(Map<String, String> keys, ConsistencyWording words) {
        return keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, pair -> words.texts()
                .of_key(pair.getValue())));
    }
}
