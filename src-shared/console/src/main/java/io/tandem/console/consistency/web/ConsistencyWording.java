package io.tandem.console.consistency.web;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.tandem.console.consistency.OpenAttempt;
import io.tandem.console.consistency.OperatorAction;
import io.tandem.console.consistency.Repairs;
import java.util.Locale;

/** Says in the language of the page what findings and repairs say in capitals. */
final class ConsistencyWording {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final ConsistencyMessages texts;

    ConsistencyWording(Locale language) {
        this.texts = MessageBundles.get(ConsistencyMessages.class, Localized.Literal.of(language.toLanguageTag()));
    }

    ConsistencyMessages texts() {
        return texts;
    }

    String age(long seconds) {
        if (seconds < 2 * MINUTE) {
            return texts.seconds(seconds);
        }
        if (seconds < 2 * HOUR) {
            return texts.minutes(seconds / MINUTE);
        }
        return seconds < 2 * DAY ? texts.hours(seconds / HOUR) : texts.days(seconds / DAY);
    }

    String why(OpenAttempt open) {
        return switch (open.why()) {
            case "IN_DOUBT" -> texts.why_in_doubt();
            case "UNKNOWN" -> texts.why_unknown();
            case "COMMIT" -> texts.why_commit();
            case "ROLLBACK" -> texts.why_rollback();
            default -> texts.why_half();
        };
    }

    String next(OpenAttempt open) {
        if (FindingRow.isLeftToPeople(open)) {
            return texts.never_by_itself();
        }
        return "HALF_MESSAGE".equals(open.why()) ? texts.next_forgotten() : texts.next_check();
    }

    String stray(String why) {
        return switch (why) {
            case "OTHER_ORDER" -> texts.stray_other();
            case "SHIPPED_ALREADY" -> texts.stray_again();
            default -> texts.stray_none();
        };
    }

    String parked(String reason) {
        return switch (reason) {
            case "malformed", "unreadable" -> texts.parked_malformed();
            case "unknown-version" -> texts.parked_unknown_version();
            case "attempt-mismatch" -> texts.parked_attempt_mismatch();
            case "order-shipped-by-another-attempt" -> texts.parked_other_attempt();
            case "order-shipped-to-another-user" -> texts.parked_other_user();
            case "retries-exhausted" -> texts.parked_retries();
            default -> texts.parked_other();
        };
    }

    String action(OperatorAction done) {
        return switch (done.action()) {
            case "REDELIVER" -> Repairs.ALL.equals(done.target()) ? texts.redeliver_all() : texts.did_redeliver();
            case "REPLAY" -> texts.did_replay();
            case "DISMISS" -> texts.did_dismiss();
            case "RESTORE" -> texts.did_restore();
            case "SETTLE" -> texts.did_settle();
            default -> texts.search_again();
        };
    }

    /** The result of one target, whose name comes first if it is one. */
    String result(OperatorAction done, String target) {
        String result = done.result();
        if (result.startsWith("SCHEDULED ")) {
            long count = Long.parseLong(result.substring("SCHEDULED ".length()));
            return count == 0 ? texts.none_scheduled() : texts.scheduled(count);
        }
        if (Repairs.ALL.equals(done.target())) {
            return texts.searching();
        }
        return switch (result) {
            case "SCHEDULED" -> texts.result_scheduled(target);
            case "ALREADY_SHIPPED" -> texts.result_already(target);
            case "NOT_COMMITTED" -> texts.result_not_committed(target);
            case "IS_PARKED" -> texts.result_is_parked(target);
            case "ALREADY_RESOLVED" -> texts.result_already_resolved(target);
            case "DISMISSED" -> texts.result_dismissed(target);
            case "RESTORED" -> texts.result_restored(target);
            case "COMMITTED" -> texts.result_committed(target);
            case "ROLLED_BACK" -> texts.result_rolled_back(target);
            case "STILL_UNDECIDED" -> texts.result_still_undecided(target);
            default -> texts.result_not_found(target);
        };
    }

    /** Whether something was done. */
    static boolean isDone(OperatorAction done) {
        return switch (done.result()) {
            case "SCHEDULED", "DISMISSED", "RESTORED", "COMMITTED", "ROLLED_BACK" -> true;
            default -> done.result().startsWith("SCHEDULED ") && !"SCHEDULED 0".equals(done.result());
        };
    }
}
