package io.tandem.order.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A message that the broker delivers no more. Whether it is missed is for the other findings to say: what was committed is published
 * again, and the broker keeps the old message until its time is over.
 *
 * @param orderId null if the message has no key
 * @param attemptId null if it names none
 * @param messageId null if it has none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LostMessage(String orderId, String attemptId, String messageId, int deliveries, Instant storedAt) {}
