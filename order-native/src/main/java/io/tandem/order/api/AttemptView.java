package io.tandem.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry;
import io.tandem.ledger.Outcome;
import io.tandem.web.form.PositiveNumber;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of an attempt.
 *
 * @param status {@code PLACED}, {@code ROLLED_BACK}, or {@code IN_DOUBT} while there is no final answer
 * @param decidedBy who decided, and {@code reason} why, if it was rolled back
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
        @Schema(format = "uuid") String attemptId,
        Long userId,
        Long orderId,
        String status,
        String messageId,
        String decidedBy,
        String reason,
        Instant decidedAt) {

    static final String ROLLED_BACK = "ROLLED_BACK";

    static AttemptView of(LedgerEntry entry) {
        return new AttemptView(
                entry.id().toString(),
                number(entry.subject()),
                number(entry.key()),
                entry.outcome() == Outcome.COMMIT ? OrderView.PLACED : ROLLED_BACK,
                entry.messageId().orElse(null),
                entry.decidedBy().name(),
                entry.reason().orElse(null),
                entry.decidedAt());
    }

    static AttemptView inDoubt(AttemptId id) {
        return new AttemptView(id.toString(), null, null, OrderView.IN_DOUBT, null, null, null, null);
    }

    private static Long number(Optional<String> text) {
        OptionalLong number = PositiveNumber.parse(text.orElse(null));
        return number.isPresent() ? number.getAsLong() : null;
    }
}
