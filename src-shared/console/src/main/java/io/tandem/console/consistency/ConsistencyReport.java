package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * All that does not fit together at a moment.
 *
 * @param consistent nothing needs anybody: what is under way ends by itself
 * @param inDoubt attempts without a decision
 * @param unsettled the broker may still hold their half message, beyond the time of its first check
 * @param sweptAt when the last look at all effects was over; null until the first is
 * @param actions the latest
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsistencyReport(
        Instant asOf,
        boolean consistent,
        Findings<OpenAttempt> inDoubt,
        Findings<OpenAttempt> unsettled,
        @JsonProperty("paidWithoutShipment") Findings<MissingEffect> missing,
        @JsonProperty("shipmentsWithoutOrder") Findings<StrayFinding> stray,
        Instant sweptAt,
        Findings<ParkedFinding> parked,
        List<OperatorAction> actions) {}
