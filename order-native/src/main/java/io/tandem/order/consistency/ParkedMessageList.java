package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads what is parked and not yet resolved. */
final class ParkedMessageList {

    private static final String LIST = """
            SELECT parked_id, consumer_group, topic, message_id, tag, message_key, attempt_id, reason, detail,
                CAST(properties AS CHAR) AS properties, body, delivery_attempt, parked_at, COUNT(*) OVER () AS total
            FROM parked_message WHERE state = 'PARKED' ORDER BY parked_id LIMIT ?""";

    private final Pool pool;

    ParkedMessageList(Pool pool) {
        this.pool = pool;
    }

    /** The oldest first. */
    Uni<Findings<ParkedMessage>> list(Instant now, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(limit)).map(rows -> {
            List<ParkedMessage> items = new ArrayList<>(rows.size());
            long total = 0;
            for (Row row : rows) {
                items.add(parked(row, now));
                total = row.getLong("total");
            }
            return new Findings<>(total, items);
        });
    }

    private static ParkedMessage parked(Row row, Instant now) {
        byte[] body = row.get(Buffer.class, "body").getBytes();
        Optional<String> text = text(body);
        Instant at = row.getLocalDateTime("parked_at").toInstant(ZoneOffset.UTC);
        return new ParkedMessage(
                row.getLong("parked_id"),
                row.getString("consumer_group"),
                row.getString("topic"),
                row.getString("message_id"),
                row.getString("tag"),
                row.getString("message_key"),
                Optional.ofNullable(row.get(Buffer.class, "attempt_id"))
                        .map(AttemptId::of)
                        .orElse(null),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("properties"),
                text.orElseGet(() -> Base64.getEncoder().encodeToString(body)),
                text.isPresent() ? "utf-8" : "base64",
                row.getInteger("delivery_attempt"),
                at,
                Duration.between(at, now).toSeconds());
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
