package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Things of one kind that do not fit.
 *
 * @param count all of them
 * @param items the oldest of them, as many as were asked for
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Findings<T extends Finding>(long count, List<T> items) {

    /** Whether there is none. */
    public boolean none() {
        return count == 0;
    }

    /** The same, with that many items at most. */
    Findings<T> first(int limit) {
        return new Findings<>(count, items.subList(0, Math.min(limit, items.size())));
    }

    /** How many are not among the items. */
    public long more() {
        return count - items.size();
    }
}
