package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.console.JsonKey;
import io.tandem.consumer.ParkedMessage;
import io.tandem.ledger.AttemptId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that no retry can help.
 *
 * @param subject on whose behalf: a number, or a text; null if it is not known
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
        @JsonProperty("userId") Object subject,
        @JsonSerialize(using = ToStringSerializer.class) AttemptId attemptId,
        String reason,
        String detail,
        @Schema(type = SchemaType.OBJECT) @JsonRawValue String properties,
        String body,
        String bodyEncoding,
        int deliveryAttempt,
        Instant parkedAt,
        long ageSeconds)
        implements Finding {

    @Override
    public <R> R fold(Cases<R> cases) {
        return cases.parked().apply(this);
    }

    /** As it is at that moment. */
    public static ParkedFinding of(ParkedMessage message, Map<AttemptId, String> subjects, Instant now) {
        byte[] body = message.body().getBytes();
        Optional<String> text = text(body);
        return new ParkedFinding(
                message.parkedId(),
                message.consumerGroup(),
                message.topic(),
                message.messageId(),
                message.tag().orElse(null),
                message.key().orElse(null),
                JsonKey.of(message.attemptId().map(subjects::get).orElse(null)),
                message.attemptId().orElse(null),
                message.reason(),
                message.detail().orElse(null),
                message.properties(),
                text.orElseGet(() -> Base64.getEncoder().encodeToString(body)),
                text.isPresent() ? "utf-8" : "base64",
                message.deliveryAttempt(),
                message.parkedAt(),
                Age.seconds(message.parkedAt(), now));
    }

    /** The attempts that messages name. */
    public static List<AttemptId> attempts(Collection<ParkedMessage> messages) {
        return messages.stream()
                .flatMap(one -> one.attemptId().stream())
                .distinct()
                .toList();
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
