package io.tandem.console.consistency.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.console.consistency.Repair;
import io.tandem.console.consistency.Repairs;
import java.util.List;

/**
 * What came of a repair.
 *
 * @param scheduled how many messages will be published again
 */
@RegisterForReflection
public record RepairAnswer(long scheduled, List<Repair> results) {

    static RepairAnswer of(List<Repair> repairs) {
        long scheduled = repairs.stream()
                .filter(repair -> repair.result() == Repair.Result.SCHEDULED)
                .count();
        return new RepairAnswer(scheduled, repairs);
    }

    static RepairAnswer ofAll(Repairs.AllDue due) {
        return new RepairAnswer(due.count(), List.of(new Repair(due.actionId(), Repairs.ALL, Repair.Result.SCHEDULED)));
    }
}
