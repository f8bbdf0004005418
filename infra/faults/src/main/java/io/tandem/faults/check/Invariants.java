package io.tandem.faults.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All five, over one {@link Evidence}. */
public final class Invariants {

    private static final List<Function<Evidence, Stream<Violation>>> ALL = List.of(
            LedgerAndOrders::violations,
            OrdersAndShipments::violations,
            Rollbacks::violations,
            Promises::violations,
            Leftovers::violations);

    private Invariants() {}

    /** Empty if all hold. */
    public static List<Violation> violations(Evidence evidence) {
        return ALL.stream().flatMap(rule -> rule.apply(evidence)).toList();
    }
}
