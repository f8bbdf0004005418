package io.tandem.console.trace.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.console.JsonKey;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.LatestTraces;
import io.tandem.console.trace.Step;
import io.tandem.console.trace.Story;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Attempts, newest first.
 *
 * @param next pass it as {@code before} for the page after this one; left out on the last
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraceView(
        List<AttemptView> attempts,

        @Schema(description = "下一页的 before / pass it as before for the page after this one")
        String next) {

    static TraceView latest(LatestTraces page, Instant now) {
        return new TraceView(
                page.attempts().stream()
                        .map(one -> AttemptView.of(one, now, false))
                        .toList(),
                page.next().map(AttemptId::toString).orElse(null));
    }

    static TraceView full(List<AttemptTrace> attempts, Instant now) {
        return new TraceView(
                attempts.stream().map(one -> AttemptView.of(one, now, true)).toList(), null);
    }

    /**
     * One attempt.
     *
     * @param messageId of the half message
     * @param groupId the attempt whose row decides, if several share one half message and one local transaction
     * @param groupSize how many those are
     * @param settled nothing more will happen
     * @param durationMs from the first step to the end of the last
     * @param story what happened, in a sentence
     * @param steps left out in the list of the latest
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AttemptTrace")
    public record AttemptView(
            @Schema(format = "uuid") String attemptId,
            @Schema(description = "业务编号 / the business key") Object orderId,

            @Schema(description = "用户 / on whose behalf") Object userId,

            String messageId,
            @Schema(format = "uuid") String groupId,
            Integer groupSize,
            AttemptTrace.Status status,
            AttemptTrace.Delivered shipment,
            boolean settled,
            Instant beganAt,
            double durationMs,
            StoryView story,
            List<StepView> steps) {

        static AttemptView of(AttemptTrace one, Instant now, boolean withSteps) {
            return new AttemptView(
                    one.id().toString(),
                    JsonKey.of(one.key().orElse(null)),
                    JsonKey.of(one.subject().orElse(null)),
                    one.messageId().orElse(null),
                    one.group().map(group -> group.first().toString()).orElse(null),
                    one.group().map(LedgerEntry.Group::size).orElse(null),
                    one.status(),
                    one.delivered(),
                    one.isSettled(now),
                    one.beganAt(),
                    milliseconds(one.took()),
                    StoryView.of(one.story()),
                    withSteps
                            ? one.steps().stream()
                                    .map(step -> StepView.of(step, one.beganAt()))
                                    .toList()
                            : null);
        }
    }

    /** The same in each language of the pages. */
    @RegisterForReflection
    @Schema(name = "TraceStory")
    public record StoryView(String zh, String en) {

        static StoryView of(Story story) {
            return new StoryView(story.in(Locale.CHINESE), story.in(Locale.ENGLISH));
        }
    }

    /**
     * One step.
     *
     * @param at when it began, by the clock of the process that did it
     * @param afterMs since the attempt began
     * @param durationMs left out if it is not known
     * @param host which process did it: address@pid
     * @param broker the address that it spoke with
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TraceStep")
    public record StepView(
            String step,
            String result,
            Instant at,
            double afterMs,
            Double durationMs,
            String host,
            String broker,
            String messageId,
            Integer deliveryAttempt,
            String detail) {

        static StepView of(Step step, Instant began) {
            return new StepView(
                    step.kind().name(),
                    step.result(),
                    step.at(),
                    milliseconds(Duration.between(began, step.at())),
                    step.took().map(TraceView::milliseconds).orElse(null),
                    step.host().orElse(null),
                    step.peer().orElse(null),
                    step.messageId().orElse(null),
                    step.deliveryAttempt().orElse(null),
                    step.detail().orElse(null));
        }
    }

    private static double milliseconds(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / 1_000.0;
    }
}
