package io.tandem.console.consistency;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The oldest attempts that are stuck, each under its name and with its age, so that an alert can say which one it is about. Only a
 * few of each kind, for each name is a time series of its own; the counts tell how many there are.
 */
final class StuckAttempts {

    /** Of each kind. */
    static final int NAMED = 5;

    private final MultiGauge ages;

    StuckAttempts(MeterRegistry meters) {
        ages = MultiGauge.builder("tandem.stuck.attempt.age")
                .description("age of the oldest attempts that are not at their end")
                .baseUnit("seconds")
                .register(meters);
    }

    /** From now on these, and no others. */
    void name(
            List<OpenAttempt> inDoubt,
            List<OpenAttempt> unsettled,
            List<MissingEffect> missing,
            List<ParkedFinding> parked) {
        List<Row<?>> rows = new ArrayList<>();
        inDoubt.forEach(one -> rows.add(row("in_doubt", one.attemptId(), one.orderId(), one.ageSeconds())));
        unsettled.forEach(one -> rows.add(row("unsettled", one.attemptId(), one.orderId(), one.ageSeconds())));
        missing.forEach(one -> rows.add(row("paid_without_shipment", one.attemptId(), one.key(), one.ageSeconds())));
        parked.forEach(one -> rows.add(row("parked", one.attemptId(), one.key(), one.ageSeconds())));
        ages.register(rows, true);
    }

    private static Row<?> row(String kind, Object attempt, Object order, long age) {
        Tags tags =
                Tags.of("kind", kind, "attempt", Objects.toString(attempt, ""), "order", Objects.toString(order, ""));
        return Row.of(tags, age);
    }
}
