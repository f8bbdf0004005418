package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import java.time.Instant;

/**
 * An attempt that is not at its end.
 *
 * @param orderId null if the trace does not know it
 * @param subject on whose behalf: a number, or a text; null if it is not known
 * @param messageId null if it is not known
 * @param why the last that was heard of it: {@code IN_DOUBT}, {@code UNKNOWN} (a check-back could not be answered), or which step
 *     the broker did not acknowledge: {@code HALF_MESSAGE}, {@code COMMIT}, {@code ROLLBACK}
 * @param ageSeconds since {@code since}, when it was looked at
 * @param askedUntil until then the broker asks for it by itself
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenAttempt(
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        String orderId,
        @JsonProperty("userId") Object subject,
        String messageId,
        String why,
        Instant since,
        long ageSeconds,
        Instant askedUntil)
        implements Finding {

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.open().apply(this);
    }

    /** Whether the broker had given up asking when it was looked at: only people end it now. */
    public boolean givenUp() {
        return !askedUntil.isAfter(since.plusSeconds(ageSeconds));
    }
}
