package io.tandem.faults.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All five, over one {@link Evidence}. */
public final class Invariants {

    private static final List<Function<Evidence, Stream<Violation>>> OF_THINGS = List.of(
            LedgerAndOrders::violations, OrdersAndShipments::violations, Rollbacks::violations, Leftovers::violations);

    private Invariants() {}

    /** Empty if all hold. */
    public static List<Violation> violations(Evidence evidence) {
        return Stream.concat(ofThings(evidence).stream(), Promises.violations(evidence))
                .toList();
    }

    /** All but what callers were told: for things whose callers were heard before. */
    public static List<Violation> ofThings(Evidence evidence) {
        return OF_THINGS.stream().flatMap(rule -> rule.apply(evidence)).toList();
    }
}
