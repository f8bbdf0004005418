package io.tandem.console.trace;

import io.tandem.console.BusinessRow;
import io.tandem.consumer.ParkedMessage;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.trace.TraceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One attempt and all that happened to its message, in order.
 *
 * @param key the business key that the message carries
 * @param subject on whose behalf
 * @param messageId of the half message; what was published again has an id of its own, among the steps
 * @param group with which it shared half message and local transaction; empty if it went by itself
 */
public record AttemptTrace(
        AttemptId id,
        Optional<String> key,
        Optional<String> subject,
        Optional<String> messageId,
        Optional<LedgerEntry.Group> group,
        Status status,
        Delivered delivered,
        List<Step> steps) {

    /** What became of the business row. */
    public enum Status {
        /** It is there. */
        PLACED,
        /** It was decided that it is not, and never will be by this attempt. */
        ROLLED_BACK,
        /** Nothing was written, and nothing will be: the local transaction never began, or MySQL took it back. */
        REJECTED,
        /** Not known yet. */
        IN_DOUBT
    }

    /** What became of the message at the other end. */
    public enum Delivered {
        /** The effect is there. */
        CREATED,
        /** The message was put aside, for people. */
        PARKED,
        /** On its way. */
        UNDER_WAY,
        /** There will be none. */
        NEVER
    }

    /**
     * Trace records are written some 100 ms late; for those that do not come, a watcher waits so long after the last step.
     * Not after the first: a check-back may be what the last one waited for.
     */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final Duration WATCHED = Duration.ofMinutes(10);

    private static final Set<StepKind> RESOLUTIONS =
            EnumSet.of(StepKind.COMMIT, StepKind.ROLLBACK, StepKind.CHECK_BACK, StepKind.REDELIVERY);

    static AttemptTrace of(Known known) {
        Status status = status(known);
        List<Step> steps = Steps.of(known);
        return new AttemptTrace(
                known.id(),
                attempt(known)
                        .map(Attempt::key)
                        .or(() -> known.claim().flatMap(LedgerEntry::key))
                        .or(() -> known.records().stream()
                                .flatMap(record -> record.key().stream())
                                .findFirst()),
                attempt(known).map(Attempt::subject).or(() -> known.claim().flatMap(LedgerEntry::subject)),
                known.claim().flatMap(LedgerEntry::messageId).or(() -> steps.stream()
                        .filter(step -> step.kind() == StepKind.HALF_MESSAGE)
                        .flatMap(step -> step.messageId().stream())
                        .findFirst()),
                known.claim().flatMap(LedgerEntry::group),
                status,
                delivered(known, status),
                steps);
    }

    /** What happened, in a sentence. */
    public Story story() {
        return Story.of(this);
    }

    /** When the attempt was made, or the first thing that is known of it. */
    public Instant beganAt() {
        Instant made = id.madeAt();
        return steps.isEmpty() || made.isBefore(steps.get(0).at())
                ? made
                : steps.get(0).at();
    }

    /** From the first step to the end of the last. */
    public Duration took() {
        return steps.stream()
                .map(step ->
                        Duration.between(beganAt(), step.at().plus(step.took().orElse(Duration.ZERO))))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Whether there is nothing more to come, so that there is no need to look again. */
    public boolean isSettled(Instant now) {
        boolean told = steps.stream().anyMatch(AttemptTrace::tellsTheBroker);
        boolean late =
                steps.isEmpty() || steps.get(steps.size() - 1).at().plus(LATE).isBefore(now);
        return switch (delivered) {
            case CREATED, PARKED -> told || late;
            case NEVER ->
                status == Status.REJECTED
                        ? late
                        : steps.stream().anyMatch(AttemptTrace::isThrownAway) || !hasHalfMessage();
            case UNDER_WAY -> false;
        };
    }

    /** Whether a page that shows it should wait for more. What has not changed for so long will not while the page is open. */
    public boolean isWorthWatching(Instant now) {
        return !isSettled(now) && beganAt().plus(WATCHED).isAfter(now);
    }

    /** Where to hear of what comes next. */
    public static String eventsOf(AttemptId id) {
        return "/api/trace/events?attemptId=" + id;
    }

    /** The last step of that kind, if there is one. */
    public Optional<Step> last(Predicate<Step> wanted) {
        return steps.stream().filter(wanted).reduce((one, next) -> next);
    }

    /** What the broker was not heard to take is told by a step that is still to come: a check-back. */
    private static boolean tellsTheBroker(Step step) {
        return RESOLUTIONS.contains(step.kind()) && (step.tone() == Step.Tone.GOOD || step.tone() == Step.Tone.UNDONE);
    }

    private boolean hasHalfMessage() {
        return steps.stream().anyMatch(step -> step.kind() == StepKind.HALF_MESSAGE);
    }

    private static boolean isThrownAway(Step step) {
        return (step.kind() == StepKind.ROLLBACK && "ACKNOWLEDGED".equals(step.result()))
                || (step.kind() == StepKind.CHECK_BACK && "ROLLBACK".equals(step.result()));
    }

    private static Status status(Known known) {
        if (known.entry().isPresent()) {
            return known.entry().get().outcome() == Outcome.COMMIT ? Status.PLACED : Status.ROLLED_BACK;
        }
        if (known.row().isPresent()) {
            return Status.PLACED;
        }
        if (known.open().isPresent()) {
            return Status.IN_DOUBT;
        }
        if (any(known, "NOT_COMMITTED") || any(known, "UNACKNOWLEDGED")) {
            return Status.REJECTED;
        }
        // The ledger's row is pruned, or a check-back's is not yet there.
        return any(known, "ROLLBACK") || any(known, "ACKNOWLEDGED") ? Status.ROLLED_BACK : Status.IN_DOUBT;
    }

    private static boolean any(Known known, String result) {
        return known.records().stream().map(TraceRecord::result).anyMatch(result::equals);
    }

    private static Delivered delivered(Known known, Status status) {
        if (known.row().flatMap(BusinessRow::effect).isPresent()) {
            return Delivered.CREATED;
        }
        if (known.parked().stream().anyMatch(parked -> parked.state() == ParkedMessage.State.PARKED)) {
            return Delivered.PARKED;
        }
        return status == Status.ROLLED_BACK || status == Status.REJECTED ? Delivered.NEVER : Delivered.UNDER_WAY;
    }

    private static Optional<Attempt> attempt(Known known) {
        return known.row().map(BusinessRow::attempt).or(known::inDoubt);
    }
}
