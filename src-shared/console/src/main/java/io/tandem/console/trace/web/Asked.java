package io.tandem.console.trace.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.BusinessRows;
import io.tandem.console.trace.TraceQuery;
import io.tandem.console.trace.TraceQuery.Nonsense;
import io.tandem.ledger.AttemptId;
import io.tandem.web.form.PositiveNumber;
import java.util.List;
import java.util.OptionalLong;

/** What was typed into the search form, and what is wrong with it; empty texts where there is nothing. */
@TemplateData
public record Asked(
        String orderId,
        String attemptId,
        String messageId,
        String orderIdError,
        String attemptIdError,
        String messageIdError) {

    static final Asked NOTHING = new Asked("", "", "", "", "", "");

    /** A form sends its empty fields too. */
    static TraceQuery query(BusinessRows rows, String orderId, String attemptId, String messageId) {
        return TraceQuery.of(
                rows, number(unlessBlank(orderId)), visible(unlessBlank(attemptId)), visible(unlessBlank(messageId)));
    }

    static Asked of(String orderId, String attemptId, String messageId, TraceQuery query, TraceMessages texts) {
        List<String> wrong = query instanceof Nonsense nonsense ? nonsense.fields() : List.of();
        boolean several = wrong.size() > 1;
        return new Asked(
                typed(orderId),
                typed(attemptId),
                typed(messageId),
                error(wrong, "orderId", several ? texts.one_only() : texts.order_invalid()),
                error(
                        wrong,
                        "attemptId",
                        several
                                ? texts.one_only()
                                : texts.attempt_invalid(AttemptId.next().toString())),
                error(wrong, "messageId", several ? texts.one_only() : texts.message_invalid()));
    }

    public boolean isWrong() {
        return !(orderIdError + attemptIdError + messageIdError).isEmpty();
    }

    private static String error(List<String> wrong, String field, String text) {
        return wrong.contains(field) ? text : "";
    }

    /** A number as people type it becomes one; what is none stays. */
    private static String number(String text) {
        OptionalLong number = PositiveNumber.typed(text);
        return number.isPresent() ? Long.toString(number.getAsLong()) : text;
    }

    private static String visible(String text) {
        return text == null ? null : text.replaceAll("[\\p{Cf}\\p{Cc}]", "").strip();
    }

    private static String unlessBlank(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String typed(String text) {
        return text == null ? "" : text;
    }
}
