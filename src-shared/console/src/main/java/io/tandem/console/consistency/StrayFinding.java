package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.console.JsonKey;
import io.tandem.console.StrayEffects.Stray;
import io.tandem.ledger.AttemptId;
import java.time.Instant;

/** An effect that no business row stands behind. There must be none: see the invariants in docs/architecture.md. */
@RegisterForReflection
public record StrayFinding(
        @JsonProperty("orderId") Object key,
        @JsonProperty("userId") Object subject,
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        String messageId,
        String why,
        Instant createdAt)
        implements Finding {

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.stray().apply(this);
    }

    static StrayFinding of(Stray stray) {
        return new StrayFinding(
                JsonKey.of(stray.attempt().key()),
                JsonKey.of(stray.attempt().subject()),
                stray.attempt().id(),
                stray.messageId(),
                stray.why(),
                stray.createdAt());
    }
}
