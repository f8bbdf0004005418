package io.tandem.order.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * All that does not fit together at a moment.
 *
 * @param consistent nothing needs anybody: what is under way ends by itself
 * @param inDoubt attempts without a decision
 * @param unsettled the broker may still hold their half message, beyond the time of its first check
 * @param sweptAt when the last look at all shipments was over; null until the first is
 * @param deadLetters messages whose deliveries ran out at the broker
 * @param dropped half messages that the broker gave up after the last check
 * @param actions the latest
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsistencyReport(
        Instant asOf,
        boolean consistent,
        Findings<OpenAttempt> inDoubt,
        Findings<OpenAttempt> unsettled,
        Findings<UnshippedOrder> paidWithoutShipment,
        Findings<StrayShipment> shipmentsWithoutOrder,
        Instant sweptAt,
        Findings<ParkedMessage> parked,
        BrokerQueue deadLetters,
        BrokerQueue dropped,
        List<OperatorAction> actions) {}
