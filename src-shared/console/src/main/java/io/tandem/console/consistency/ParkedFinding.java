package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.consumer.ParkedMessage;
import io.tandem.ledger.AttemptId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that no retry can help.
 *
 * @param attemptId null if the message did not say
 * @param body as text; in Base64 if it is none, and then {@code bodyEncoding} is {@code base64}, else {@code utf-8}
 * @param properties a JSON object
 */
@RegisterForReflection
@Schema(name = "ParkedMessage")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParkedFinding(
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
        long ageSeconds) {

    /** As it is at that moment. */
    public static ParkedFinding of(ParkedMessage message, Instant now) {
        byte[] body = message.body().getBytes();
        Optional<String> text = text(body);
        return new ParkedFinding(
                message.parkedId(),
                message.consumerGroup(),
                message.topic(),
                message.messageId(),
                message.tag().orElse(null),
                message.key().orElse(null),
                message.attemptId().orElse(null),
                message.reason(),
                message.detail().orElse(null),
                message.properties(),
                text.orElseGet(() -> Base64.getEncoder().encodeToString(body)),
                text.isPresent() ? "utf-8" : "base64",
                message.deliveryAttempt(),
                message.parkedAt(),
                Duration.between(message.parkedAt(), now).toSeconds());
    }

    private static Optional<String> text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
