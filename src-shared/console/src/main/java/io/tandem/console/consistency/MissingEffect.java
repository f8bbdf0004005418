package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import java.time.Instant;

/**
 * A business row whose effect is not there yet.
 *
 * @param key its business key: a number, or a text
 * @param subject on whose behalf: a number, or a text
 * @param redeliveries how often its message was published again
 * @param nextRedelivery null while it is not due to be published again
 * @param parked its message is parked: a person has to look
 * @param ageSeconds since it was written
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MissingEffect(
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        @JsonProperty("orderId") Object key,
        @JsonProperty("userId") Object subject,
        @JsonProperty("paidAt") Instant writtenAt,
        int redeliveries,
        Instant nextRedelivery,
        boolean parked,
        long ageSeconds)
        implements Finding {

    /** Published so often, over a quarter of an hour, that something keeps it from taking effect. */
    private static final int IN_VAIN = 5;

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.missing().apply(this);
    }

    /** Whether publishing again does not help. */
    public boolean inVain() {
        return !parked && redeliveries >= IN_VAIN;
    }
}
