package io.tandem.order.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.ledger.AttemptId;
import java.time.Instant;

/**
 * A message that no retry can help.
 *
 * @param attemptId null if the message did not say
 * @param body as text; in Base64 if it is none, and then {@code bodyEncoding} is {@code base64}, else {@code utf-8}
 * @param properties a JSON object
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParkedMessage(
        long parkedId,
        String consumerGroup,
        String topic,
        String messageId,
        String tag,
        String key,
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        String reason,
        String detail,
        @JsonRawValue String properties,
        String body,
        String bodyEncoding,
        int deliveryAttempt,
        Instant parkedAt,
        long ageSeconds) {}
