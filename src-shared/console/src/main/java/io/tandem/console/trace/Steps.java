package io.tandem.console.trace;

import io.tandem.console.BusinessRow;
import io.tandem.consumer.ParkedMessage;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts an attempt's way together. What decides comes from the rows that decide, so it is right even if the trace beside them was lost;
 * the rest comes from the trace.
 */
final class Steps {

    /** Clocks of several hosts may disagree; what happened at the same time is told in its natural order. */
    private static final Comparator<Step> IN_ORDER =
            Comparator.comparing(Step::at).thenComparing(Step::kind);

    private Steps() {}

    static List<Step> of(Known known) {
        List<Step> steps = new ArrayList<>();
        halfMessage(known).ifPresent(steps::add);
        localTransaction(known).ifPresent(steps::add);
        checkBack(known).ifPresent(steps::add);
        known.records().forEach(record -> steps.add(step(record)));
        known.rows().forEach(row -> row.effect().ifPresent(effect -> consumed(effect, steps)));
        known.parked().forEach(parked -> steps.add(parked(parked)));
        steps.sort(IN_ORDER);
        return List.copyOf(steps);
    }

    /** Stored, if the broker acknowledged it or asked for it later; else what the trace says stands among the records. */
    private static Optional<Step> halfMessage(Known known) {
        if (has(known, TraceStep.HALF_MESSAGE)) {
            return Optional.empty();
        }
        Optional<HalfReceipt> half = known.claim().map(LedgerEntry::half);
        Optional<Instant> storedAt = half.flatMap(HalfReceipt::storedAt);
        Optional<String> messageId = half.flatMap(HalfReceipt::messageId).or(() -> firstMessage(known));
        if (storedAt.isEmpty() && messageId.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> took = half.flatMap(HalfReceipt::took);
        Instant sentAt = storedAt.map(at -> at.minus(took.orElse(Duration.ZERO)))
                .orElse(known.id().madeAt());
        return Optional.of(new Step(
                StepKind.HALF_MESSAGE,
                "STORED",
                sentAt,
                took,
                half.flatMap(HalfReceipt::producer),
                half.flatMap(HalfReceipt::broker),
                messageId,
                Optional.empty(),
                Optional.empty()));
    }

    /** Of the first sending: what was published again has an id of its own. */
    private static Optional<String> firstMessage(Known known) {
        return known.records().stream()
                .filter(record -> record.step() == TraceStep.LOCAL_TRANSACTION || record.step() == TraceStep.CHECK_BACK)
                .flatMap(record -> record.messageId().stream())
                .findFirst();
    }

    private static Optional<Step> localTransaction(Known known) {
        if (known.entry().isPresent()) {
            return known.entry()
                    .filter(entry ->
                            entry.decidedBy() != DecidedBy.CHECK_BACK || !has(known, TraceStep.LOCAL_TRANSACTION))
                    .map(entry -> decision(known, entry));
        }
        if (known.open().isPresent()) {
            LedgerEntry open = known.open().get();
            return Optional.of(Step.of(StepKind.LOCAL_TRANSACTION, "OPEN", began(open))
                    .by(open.half().producer()));
        }
        // The ledger's row is pruned, the business row stays.
        return known.row().map(row -> Step.of(StepKind.LOCAL_TRANSACTION, "COMMITTED", row.writtenAt()));
    }

    private static Step decision(Known known, LedgerEntry entry) {
        if (entry.decidedBy() == DecidedBy.CHECK_BACK) {
            // A process that dies takes its last records along; one that was not told of its half message runs nothing.
            return Step.of(
                    StepKind.LOCAL_TRANSACTION,
                    has(known, TraceStep.HALF_MESSAGE) ? "NOT_RUN" : "NOT_RECORDED",
                    known.id().madeAt());
        }
        Optional<Instant> began = entry.half().storedAt();
        return Step.of(
                        StepKind.LOCAL_TRANSACTION,
                        entry.outcome() == Outcome.COMMIT ? "COMMITTED" : "ROLLED_BACK",
                        began.orElse(entry.decidedAt()))
                .taking(began.flatMap(from -> told(known, entry)
                        .map(until -> Duration.between(from, until))
                        .filter(took -> !took.isNegative())))
                .by(entry.half().producer())
                .because(entry.reason());
    }

    private static Instant began(LedgerEntry entry) {
        return entry.half().storedAt().orElse(entry.decidedAt());
    }

    /** The answer that wrote the ledger's row, should its record be lost. */
    private static Optional<Step> checkBack(Known known) {
        return known.entry()
                .filter(entry -> entry.decidedBy() == DecidedBy.CHECK_BACK && !has(known, TraceStep.CHECK_BACK))
                .map(entry -> Step.of(StepKind.CHECK_BACK, "ROLLBACK", entry.decidedAt())
                        .ofMessage(entry.messageId()));
    }

    /** When the broker was told what was decided: right after it was, by the same process and so by the same clock. */
    private static Optional<Instant> told(Known known, LedgerEntry entry) {
        return known.records().stream()
                .filter(record -> record.step() == TraceStep.COMMIT || record.step() == TraceStep.ROLLBACK)
                .filter(record -> record.messageId().equals(entry.messageId()))
                .map(TraceRecord::beganAt)
                .findFirst();
    }

    private static Step step(TraceRecord record) {
        return new Step(
                StepKind.valueOf(record.step().name()),
                record.result(),
                record.beganAt(),
                record.took(),
                Optional.of(record.host()),
                record.peer(),
                record.messageId(),
                record.deliveryAttempt(),
                record.detail());
    }

    private static void consumed(BusinessRow.Effect effect, List<Step> steps) {
        steps.add(new Step(
                StepKind.DELIVERY,
                "CONSUMED",
                effect.receivedAt().orElse(effect.at()),
                effect.receivedAt().map(at -> Duration.between(at, effect.at())).filter(took -> !took.isNegative()),
                effect.consumer(),
                Optional.empty(),
                effect.messageId(),
                effect.deliveryAttempt(),
                Optional.empty()));
        steps.add(Step.of(StepKind.SHIPMENT, "STORED", effect.at())
                .by(effect.consumer())
                .ofMessage(effect.messageId()));
    }

    private static Step parked(ParkedMessage parked) {
        String why =
                parked.reason() + parked.detail().map(detail -> ": " + detail).orElse("");
        String resolved = parked.resolvedBy()
                .flatMap(who -> parked.resolvedAt().map(at -> "; " + parked.state() + " " + who + " " + at))
                .orElse("");
        return new Step(
                StepKind.PARKED,
                parked.state().name(),
                parked.parkedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(parked.messageId()),
                Optional.of(parked.deliveryAttempt()),
                Optional.of(why + resolved));
    }

    private static boolean has(Known known, TraceStep step) {
        return known.records().stream().anyMatch(record -> record.step() == step);
    }
}
