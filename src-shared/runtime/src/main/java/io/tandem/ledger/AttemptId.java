package io.tandem.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of one try to do something once. Every decision is keyed by it and never by a business number: two tries for the
 * same order are two attempts, and only one of them can win.
 *
 * <p>A UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits, so ids sort by the time they were made.
 */
public record AttemptId(UUID value) {

    /** RFC 9562, section 4. {@link UUID#fromString} also takes groups of other lengths, and makes another id of them. */
    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Greater than any that is made, also by a host whose clock is ahead. */
    public static final AttemptId BEYOND_ALL = new AttemptId(new UUID(-1, -1));

    /** A fresh one; within this process each is greater than the one before. */
    public static AttemptId next() {
        return new AttemptId(UuidCreator.getTimeOrderedEpoch());
    }

    /** Reads the canonical text form of any UUID; empty if it is anything else. */
    public static Optional<AttemptId> parse(String text) {
        return text != null && CANONICAL.matcher(text).matches()
                ? Optional.of(new AttemptId(UUID.fromString(text)))
                : Optional.empty();
    }

    /** From the 16 bytes of a {@code BINARY(16)} column. */
    public static AttemptId of(Buffer bytes) {
        return new AttemptId(new UUID(bytes.getLong(0), bytes.getLong(Long.BYTES)));
    }

    /** Smaller than, or equal to, every id made at that time or later. */
    public static AttemptId lowerBound(Instant time) {
        return new AttemptId(new UUID(time.toEpochMilli() << 16, 0));
    }

    /** For a {@code BINARY(16)} column: the same order as the ids themselves. */
    public Buffer bytes() {
        return Buffer.buffer(2 * Long.BYTES)
                .appendLong(value.getMostSignificantBits())
                .appendLong(value.getLeastSignificantBits());
    }

    /** A JSON array of them, for {@code JSON_TABLE(?, '$[*]' COLUMNS (id CHAR(36) PATH '$'))}: one statement for any number. */
    public static String json(Collection<AttemptId> ids) {
        return ids.stream().map(id -> '"' + id.toString() + '"').collect(Collectors.joining(",", "[", "]"));
    }

    /** When it was made, by the clock of the host that made it; to the millisecond. */
    public Instant madeAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
