package io.tandem.console.trace.web;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.AttemptTrace.Delivered;
import io.tandem.console.trace.AttemptTrace.Status;
import io.tandem.console.trace.Step;
import io.tandem.console.trace.StepKind;
import java.util.Locale;

/** Says in the language of the page what the trace says in capitals, and which sign goes with it. */
final class Wording {

    private final Locale language;
    private final TraceMessages texts;

    Wording(Locale language) {
        this.language = language;
        this.texts = MessageBundles.get(TraceMessages.class, Localized.Literal.of(language.toLanguageTag()));
    }

    TraceMessages texts() {
        return texts;
    }

    String story(AttemptTrace trace) {
        return trace.story().in(language);
    }

    String kind(StepKind kind) {
        return switch (kind) {
            case HALF_MESSAGE -> texts.kind_half_message();
            case LOCAL_TRANSACTION -> texts.kind_local_transaction();
            case COMMIT -> texts.kind_commit();
            case ROLLBACK -> texts.kind_rollback();
            case CHECK_BACK -> texts.kind_check_back();
            case REDELIVERY -> texts.kind_redelivery();
            case DELIVERY -> texts.kind_delivery();
            case SHIPMENT -> texts.kind_shipment();
            case PARKED -> texts.kind_parked();
        };
    }

    String result(Step step) {
        return switch (step.result()) {
            case "STORED" -> step.kind() == StepKind.SHIPMENT ? texts.result_created() : texts.result_stored();
            case "COMMITTED" -> texts.result_committed();
            case "ROLLED_BACK" -> texts.result_rolled_back();
            case "NOT_RUN" -> texts.result_not_run();
            case "NOT_RECORDED" -> texts.result_not_recorded();
            case "OPEN" -> texts.result_open();
            case "NOT_COMMITTED" -> texts.result_not_committed();
            case "IN_DOUBT" -> texts.result_in_doubt();
            case "ACKNOWLEDGED" -> texts.result_acknowledged();
            case "UNACKNOWLEDGED" -> texts.result_unacknowledged();
            case "COMMIT" -> texts.result_commit();
            case "ROLLBACK" -> texts.result_rollback();
            case "UNKNOWN" -> texts.result_unknown();
            case "CONSUMED" -> texts.result_consumed();
            case "DUPLICATE" -> texts.result_duplicate();
            case "RETRY" -> texts.result_retry();
            case "PARK" -> texts.result_park();
            case "UNAVAILABLE" -> texts.result_unavailable();
            case "PUBLISHED" -> texts.result_published();
            case "FAILED" -> texts.result_failed();
            case "PARKED" -> texts.result_parked();
            case "REPLAYED" -> texts.result_replayed();
            case "DISMISSED" -> texts.result_dismissed();
            // A newer version of the other service knows one more.
            default -> step.result();
        };
    }

    /** Why a step went as it did; empty if the record does not say, or in words of its own. */
    String reason(Step step) {
        return switch (step.detail().orElse("")) {
            case "duplicate" -> texts.reason_duplicate();
            case "local-transaction-failed" -> texts.reason_failed();
            case "connection-lost-at-commit" -> texts.reason_lost_at_commit();
            case "settled-by-operator" -> texts.reason_by_operator();
            case "BUSY" -> texts.reason_busy();
            case "FENCED" -> texts.reason_fenced();
            case "DATABASE_UNAVAILABLE" -> texts.reason_database();
            default -> "";
        };
    }

    String status(Status status) {
        return switch (status) {
            case PLACED -> texts.status_placed();
            case ROLLED_BACK -> texts.status_rolled_back();
            case REJECTED -> texts.status_rejected();
            case IN_DOUBT -> texts.status_in_doubt();
        };
    }

    String delivered(Delivered delivered) {
        return switch (delivered) {
            case CREATED -> texts.delivered_created();
            case PARKED -> texts.delivered_parked();
            case UNDER_WAY -> texts.delivered_under_way();
            case NEVER -> texts.delivered_never();
        };
    }

    /** The name of the sign beside it: see the tag {@code icon}. */
    static String sign(Step.Tone tone) {
        return switch (tone) {
            case GOOD -> "success";
            case OPEN -> "pending";
            case BAD -> "failure";
            case UNDONE -> "none";
        };
    }

    static String sign(Status status) {
        return switch (status) {
            case PLACED -> "success";
            case ROLLED_BACK, REJECTED -> "none";
            case IN_DOUBT -> "pending";
        };
    }

    static String sign(Delivered delivered) {
        return switch (delivered) {
            case CREATED -> "success";
            case PARKED -> "failure";
            case UNDER_WAY -> "pending";
            case NEVER -> "none";
        };
    }
}
