package io.tandem.console.trace;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.tandem.console.trace.AttemptTrace.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What happened to an attempt, in a sentence or two made from the facts of its trace: what went wrong first, then how it came right.
 * Invariant: it says nothing that is not among the steps.
 */
public final class Story {

    /** The reason that the producer records when its connection died at COMMIT. */
    private static final String LOST_AT_COMMIT = "connection-lost-at-commit";

    private final AttemptTrace trace;
    private final List<Clause> clauses = new ArrayList<>();

    /** @param last whether a sentence ends with it */
    private record Clause(Function<StoryMessages, String> text, boolean last) {}

    private Story(AttemptTrace trace) {
        this.trace = trace;
    }

    static Story of(AttemptTrace trace) {
        Story story = new Story(trace);
        trace.group().ifPresent(group -> story.clause(texts -> texts.grouped(group.size())));
        story.localTransaction();
        story.resolution();
        story.checkBacks();
        story.delivery();
        return story;
    }

    /** In that language, Chinese or English. */
    public String in(Locale language) {
        StoryMessages texts = MessageBundles.get(StoryMessages.class, Localized.Literal.of(language.toLanguageTag()));
        return Locale.CHINESE.getLanguage().equals(language.getLanguage())
                ? in(texts, "，", "。")
                : in(texts, ", ", ". ");
    }

    String in(StoryMessages texts, String comma, String stop) {
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < clauses.size(); i++) {
            boolean first = i == 0 || clauses.get(i - 1).last();
            boolean last = clauses.get(i).last() || i == clauses.size() - 1;
            String text = clauses.get(i).text().apply(texts);
            told.append(first ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text)
                    .append(last ? stop : comma);
        }
        return told.toString().strip();
    }

    private void localTransaction() {
        if (has(StepKind.HALF_MESSAGE, "UNACKNOWLEDGED")) {
            sentence(StoryMessages::half_lost);
            return;
        }
        Optional<Step> local = trace.last(of(StepKind.LOCAL_TRANSACTION));
        switch (local.map(Step::result).orElse("")) {
            case "COMMITTED" -> clause(StoryMessages::committed);
            case "ROLLED_BACK" -> rolledBack(local.flatMap(Step::detail).orElse(""));
            case "NOT_COMMITTED" ->
                sentence(
                        local.flatMap(Step::detail).filter("FENCED"::equals).isPresent()
                                ? StoryMessages::fenced
                                : StoryMessages::not_committed);
            case "NOT_RECORDED" -> sentence(StoryMessages::not_recorded);
            case "IN_DOUBT" -> sentence(StoryMessages::in_doubt);
            case "OPEN" -> sentence(StoryMessages::open);
            default -> {
                // Nothing is known of it: what follows tells.
            }
        }
    }

    private void rolledBack(String reason) {
        switch (reason) {
            case "duplicate" -> clause(StoryMessages::duplicate);
            case LOST_AT_COMMIT -> sentence(StoryMessages::lost_at_commit);
            case "settled-by-operator" -> sentence(StoryMessages::by_operator);
            default -> clause(StoryMessages::failed);
        }
    }

    private void resolution() {
        boolean asked = has(StepKind.CHECK_BACK, "COMMIT") || has(StepKind.CHECK_BACK, "ROLLBACK");
        if (has(StepKind.COMMIT, "UNACKNOWLEDGED")) {
            sentence(StoryMessages::commit_lost);
        } else if (has(StepKind.ROLLBACK, "UNACKNOWLEDGED")) {
            sentence(StoryMessages::rollback_lost);
        } else if (has(StepKind.COMMIT, "ACKNOWLEDGED")) {
            if (has(StepKind.CHECK_BACK, "COMMIT")) {
                sentence(StoryMessages::commit_without_effect);
            }
        } else if (has(StepKind.ROLLBACK, "ACKNOWLEDGED")) {
            clause(StoryMessages::thrown_away);
        } else if (asked && has(StepKind.LOCAL_TRANSACTION, "COMMITTED")) {
            sentence(StoryMessages::commit_not_recorded);
        }
    }

    private void checkBacks() {
        int unknown = count(step -> step.kind() == StepKind.CHECK_BACK && "UNKNOWN".equals(step.result()));
        Optional<Step> answered = trace.steps().stream()
                .filter(step -> step.kind() == StepKind.CHECK_BACK && !"UNKNOWN".equals(step.result()))
                .findFirst();
        if (answered.isEmpty() && unknown > 0) {
            clause(texts -> texts.asked_in_vain(unknown));
        }
        if (answered.isEmpty() && unknown == 0 && clauses.stream().anyMatch(Clause::last) && isUnresolved()) {
            clause(StoryMessages::to_be_asked);
        }
        answered.ifPresent(step -> {
            String later = Elapsed.text(Duration.between(toldBefore(step), step.at()));
            if ("COMMIT".equals(step.result())) {
                clause(texts -> texts.asked_commit(later));
            } else if (has(StepKind.LOCAL_TRANSACTION, "NOT_RECORDED")
                    || has(StepKind.HALF_MESSAGE, "UNACKNOWLEDGED")) {
                clause(texts -> texts.asked_fenced(later));
            } else {
                clause(texts -> texts.asked_rollback(later));
            }
        });
    }

    private boolean isUnresolved() {
        return !has(StepKind.COMMIT, "ACKNOWLEDGED")
                && !has(StepKind.ROLLBACK, "ACKNOWLEDGED")
                && !has(StepKind.HALF_MESSAGE, "UNACKNOWLEDGED")
                && trace.delivered() != Delivered.CREATED;
    }

    /** The last that the producer did before, or tried to. */
    private Instant toldBefore(Step answer) {
        return trace.steps().stream()
                .filter(step -> step.kind() == StepKind.COMMIT
                        || step.kind() == StepKind.ROLLBACK
                        || step.kind() == StepKind.HALF_MESSAGE
                        || (step.kind() == StepKind.LOCAL_TRANSACTION && !"NOT_RECORDED".equals(step.result())))
                .map(Step::at)
                .filter(at -> at.isBefore(answer.at()))
                .max(Instant::compareTo)
                .orElse(trace.beganAt());
    }

    private void delivery() {
        int again = count(step -> step.kind() == StepKind.REDELIVERY && "PUBLISHED".equals(step.result()));
        int failed = count(step -> step.kind() == StepKind.DELIVERY && "RETRY".equals(step.result()));
        int duplicates = count(step -> step.kind() == StepKind.DELIVERY && "DUPLICATE".equals(step.result()));
        int effects = count(of(StepKind.SHIPMENT));
        if (again > 0) {
            clause(texts -> texts.published_again(again));
        }
        if (failed > 0) {
            clause(texts -> texts.retried(failed));
        }
        switch (trace.delivered()) {
            case CREATED -> {
                clause(StoryMessages::delivered);
                clause(StoryMessages::effect);
                if (effects > 1) {
                    sentence(texts -> texts.effects(effects));
                }
            }
            case PARKED -> clause(StoryMessages::parked);
            case NEVER -> clause(StoryMessages::no_effect);
            case UNDER_WAY -> underWay();
        }
        if (duplicates > 0) {
            clause(texts -> texts.duplicates(duplicates));
        }
    }

    private void underWay() {
        if (has(StepKind.PARKED, "DISMISSED")) {
            clause(StoryMessages::dismissed);
        } else if ((trace.status() == AttemptTrace.Status.PLACED && !isUnresolved())
                || has(StepKind.CHECK_BACK, "COMMIT")) {
            clause(StoryMessages::under_way);
        }
    }

    private boolean has(StepKind kind, String result) {
        return trace.steps().stream()
                .anyMatch(step -> step.kind() == kind && step.result().equals(result));
    }

    private int count(Predicate<Step> wanted) {
        return (int) trace.steps().stream().filter(wanted).count();
    }

    private static Predicate<Step> of(StepKind kind) {
        return step -> step.kind() == kind;
    }

    private void clause(Function<StoryMessages, String> text) {
        clauses.add(new Clause(text, false));
    }

    private void sentence(Function<StoryMessages, String> text) {
        clauses.add(new Clause(text, true));
    }
}
