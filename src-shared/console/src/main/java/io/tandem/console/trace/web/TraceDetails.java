package io.tandem.console.trace.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.Elapsed;
import io.tandem.console.trace.Step;
import io.tandem.console.trace.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt as it is shown: what each of the three did, in the columns of the cloud's own trace, then the picture, then every step.
 *
 * @param story what happened, in a sentence
 * @param events where to hear of what comes next; empty if nothing more does
 */
@TemplateData
public record TraceDetails(
        TraceRow head,
        String story,
        List<Fact> producer,
        List<Fact> broker,
        List<Fact> consumer,
        Timeline timeline,
        List<StepRow> steps,
        String events) {

    /**
     * A name and a value.
     *
     * @param at the value, if it is a time; else null
     */
    @TemplateData
    public record Fact(String name, String value, Instant at) {}

    /**
     * A row of the table.
     *
     * @param detail in words
     * @param raw what the records say, to be folded away
     */
    @TemplateData
    public record StepRow(
            String name,
            String result,
            String sign,
            Instant at,
            String after,
            String took,
            String host,
            String detail,
            String raw) {}

    static TraceDetails of(AttemptTrace trace, Wording words, Instant now, boolean toScale) {
        return new TraceDetails(
                TraceRow.of(trace, words),
                words.story(trace),
                producer(trace, words),
                broker(trace, words),
                consumer(trace, words),
                Timeline.of(trace, words, toScale),
                trace.steps().stream().map(step -> row(step, trace, words)).toList(),
                trace.isWorthWatching(now) ? AttemptTrace.eventsOf(trace.id()) : "");
    }

    private static List<Fact> producer(AttemptTrace trace, Wording words) {
        List<Fact> facts = new ArrayList<>();
        TraceMessages texts = words.texts();
        trace.last(step -> step.kind() == StepKind.HALF_MESSAGE).ifPresent(half -> {
            add(facts, texts.client(), half.host());
            facts.add(new Fact(texts.sent_at(), "", half.at()));
            add(facts, texts.cost(), half.took().map(Elapsed::text));
            add(facts, texts.send_status(), Optional.of(words.result(half)));
        });
        return facts;
    }

    private static List<Fact> broker(AttemptTrace trace, Wording words) {
        List<Fact> facts = new ArrayList<>();
        TraceMessages texts = words.texts();
        add(facts, texts.address(), trace.last(step -> step.peer().isPresent()).flatMap(Step::peer));
        Optional<Step> resolved =
                trace.steps().stream().filter(TraceDetails::resolves).findFirst();
        resolved.ifPresent(step -> {
            boolean commit = step.kind() == StepKind.COMMIT || "COMMIT".equals(step.result());
            facts.add(new Fact(commit ? texts.commit_time() : texts.rollback_time(), "", step.at()));
            add(facts, texts.resolved_by(), Optional.of(by(step, texts)));
        });
        long checks = trace.steps().stream()
                .filter(step -> step.kind() == StepKind.CHECK_BACK)
                .count();
        add(facts, texts.check_backs(), Optional.of(Long.toString(checks)));
        return facts;
    }

    private static boolean resolves(Step step) {
        return switch (step.kind()) {
            case COMMIT, ROLLBACK -> "ACKNOWLEDGED".equals(step.result());
            case CHECK_BACK -> !"UNKNOWN".equals(step.result());
            default -> false;
        };
    }

    private static String by(Step step, TraceMessages texts) {
        return switch (step.kind()) {
            case CHECK_BACK -> texts.by_check_back();
            case ROLLBACK -> texts.by_producer_rollback();
            default -> texts.by_producer();
        };
    }

    private static List<Fact> consumer(AttemptTrace trace, Wording words) {
        List<Fact> facts = new ArrayList<>();
        TraceMessages texts = words.texts();
        Optional<Step> consumed = trace.last(step -> "CONSUMED".equals(step.result()));
        consumed.or(() -> trace.last(step -> step.kind() == StepKind.DELIVERY)).ifPresent(delivery -> {
            add(facts, texts.client(), delivery.host());
            facts.add(new Fact(texts.delivered_at(), "", delivery.at()));
            add(facts, texts.cost(), delivery.took().map(Elapsed::text));
            add(facts, texts.result(), Optional.of(words.result(delivery)));
            add(facts, texts.retries(), delivery.deliveryAttempt().map(number -> Integer.toString(number - 1)));
        });
        return facts;
    }

    private static void add(List<Fact> facts, String name, Optional<String> value) {
        value.ifPresent(text -> facts.add(new Fact(name, text, null)));
    }

    private static StepRow row(Step step, AttemptTrace trace, Wording words) {
        TraceMessages texts = words.texts();
        List<String> details = new ArrayList<>();
        step.deliveryAttempt().map(texts::delivery_number).ifPresent(details::add);
        step.peer()
                .filter(peer -> step.kind() == StepKind.CHECK_BACK)
                .map(texts::asked_by)
                .ifPresent(details::add);
        step.messageId()
                .filter(id -> !trace.messageId().equals(Optional.of(id)))
                .map(id -> texts.message_id() + " " + id)
                .ifPresent(details::add);
        String reason = words.reason(step);
        if (!reason.isEmpty()) {
            details.add(reason);
        }
        return new StepRow(
                words.kind(step.kind()),
                words.result(step),
                Wording.sign(step.tone()),
                step.at(),
                "+" + Elapsed.text(Duration.between(trace.beganAt(), step.at())),
                step.took().map(Elapsed::text).orElse(""),
                step.host().orElse(""),
                String.join("; ", details),
                step.detail().orElse(""));
    }
}
