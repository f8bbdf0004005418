package io.tandem.console.consistency.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.consistency.Finding;
import io.tandem.console.consistency.MissingEffect;
import io.tandem.console.consistency.OpenAttempt;
import io.tandem.console.consistency.ParkedFinding;
import io.tandem.console.consistency.StrayFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding of any kind as a row of a list. What is not known is an empty text.
 *
 * @param target what a button is told of it
 * @param blocked why no button applies to it; empty if one does
 * @param why in words
 * @param next what will become of it by itself, in words
 * @param nextAt when; null if nothing will
 * @param facts what is folded away: ids, codes, the message's body
 */
@TemplateData
public record FindingRow(
        String target,
        String blocked,
        String key,
        String subject,
        String attemptId,
        String why,
        Instant at,
        long ageSeconds,
        String age,
        String next,
        Instant nextAt,
        List<Fact> facts) {

    /** A name and a value. */
    @TemplateData
    public record Fact(String name, String value) {}

    static FindingRow of(Finding finding, ConsistencyWording words) {
        return finding.fold(new Finding.Cases<>(
                missing -> missing(missing, words),
                open -> open(open, words),
                stray -> stray(stray, words),
                parked -> parked(parked, words)));
    }

    private static FindingRow missing(MissingEffect missing, ConsistencyWording words) {
        ConsistencyMessages texts = words.texts();
        return new FindingRow(
                missing.attemptId().toString(),
                missing.parked() ? texts.is_parked() : "",
                text(missing.key()),
                text(missing.subject()),
                missing.attemptId().toString(),
                missing.redeliveries() == 0 ? texts.not_redelivered() : texts.redelivered(missing.redeliveries()),
                missing.writtenAt(),
                missing.ageSeconds(),
                words.age(missing.ageSeconds()),
                next(missing, texts),
                missing.parked() ? null : missing.nextRedelivery(),
                List.of(new Fact(texts.attempt_id(), missing.attemptId().toString())));
    }

    private static FindingRow open(OpenAttempt open, ConsistencyWording words) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.texts().attempt_id(), open.attemptId().toString()));
        add(facts, words.texts().message_id(), open.messageId());
        return new FindingRow(
                open.attemptId().toString(),
                "",
                text(open.orderId()),
                text(open.subject()),
                open.attemptId().toString(),
                words.why(open),
                open.since(),
                open.ageSeconds(),
                words.age(open.ageSeconds()),
                words.next(open),
                isLeftToPeople(open) ? null : open.askedUntil(),
                facts);
    }

    private static String next(MissingEffect missing, ConsistencyMessages texts) {
        if (missing.parked()) {
            return texts.is_parked();
        }
        return missing.nextRedelivery() == null ? texts.next_by_itself() : texts.next_redelivery();
    }

    /** The broker asks no more for what it was not heard of in time. */
    static boolean isLeftToPeople(OpenAttempt open) {
        return !"HALF_MESSAGE".equals(open.why()) && open.givenUp();
    }

    private static FindingRow stray(StrayFinding stray, ConsistencyWording words) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.texts().attempt_id(), stray.attemptId().toString()));
        add(facts, words.texts().message_id(), stray.messageId());
        return new FindingRow(
                stray.attemptId().toString(),
                "",
                text(stray.key()),
                text(stray.subject()),
                stray.attemptId().toString(),
                words.stray(stray.why()),
                stray.createdAt(),
                0,
                "",
                words.texts().never_by_itself(),
                null,
                facts);
    }

    private static FindingRow parked(ParkedFinding parked, ConsistencyWording words) {
        ConsistencyMessages texts = words.texts();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(texts.reason_code(), parked.reason()));
        add(facts, texts.reason_detail(), parked.detail());
        facts.add(new Fact(texts.deliveries(), Integer.toString(parked.deliveryAttempt())));
        add(
                facts,
                texts.attempt_id(),
                parked.attemptId() == null ? null : parked.attemptId().toString());
        add(facts, texts.message_id(), parked.messageId());
        facts.add(new Fact(texts.consumer_group(), parked.consumerGroup()));
        add(facts, "base64".equals(parked.bodyEncoding()) ? texts.body_base64() : texts.body(), parked.body());
        return new FindingRow(
                Long.toString(parked.parkedId()),
                "",
                parked.key() == null ? "#" + parked.parkedId() : parked.key(),
                text(parked.subject()),
                parked.attemptId() == null ? "" : parked.attemptId().toString(),
                words.parked(parked.reason()),
                parked.parkedAt(),
                parked.ageSeconds(),
                words.age(parked.ageSeconds()),
                texts.never_by_itself(),
                null,
                facts);
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
