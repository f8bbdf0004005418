package io.tandem.broker;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads messages as they stand in RocketMQ's commit log, which is how a pull brings them (its {@code MessageDecoder}). */
final class MessageFrames {

    private static final int MAGIC_WITH_LONG_TOPIC = 0xDAA320AB;
    private static final int BORN_HOST_IS_V6 = 1 << 4;
    private static final int STORE_HOST_IS_V6 = 1 << 5;
    private static final int V4_HOST = 8;
    private static final int V6_HOST = 20;

    /** Total size, magic, CRC, queue, flag, queue offset, physical offset. */
    private static final int BEFORE_SYS_FLAG = 5 * Integer.BYTES + 2 * Long.BYTES;

    private MessageFrames() {}

    static List<StoredMessage> read(Buffer frames) {
        List<StoredMessage> messages = new ArrayList<>();
        for (int at = 0; at < frames.length(); at += frames.getInt(at)) {
            messages.add(message(frames, at));
        }
        return messages;
    }

    private static StoredMessage message(Buffer frames, int start) {
        int at = start + BEFORE_SYS_FLAG;
        int sysFlag = frames.getInt(at);
        at += Integer.BYTES + Long.BYTES;
        at += (sysFlag & BORN_HOST_IS_V6) == 0 ? V4_HOST : V6_HOST;
        Instant storedAt = Instant.ofEpochMilli(frames.getLong(at));
        at += Long.BYTES;
        at += (sysFlag & STORE_HOST_IS_V6) == 0 ? V4_HOST : V6_HOST;
        int reconsumeTimes = frames.getInt(at);
        at += Integer.BYTES + Long.BYTES;
        at += Integer.BYTES + frames.getInt(at);
        boolean longTopic = frames.getInt(start + Integer.BYTES) == MAGIC_WITH_LONG_TOPIC;
        int topicLength = longTopic ? frames.getUnsignedShort(at) : frames.getUnsignedByte(at);
        at += longTopic ? Short.BYTES : Byte.BYTES;
        String topic = text(frames, at, topicLength);
        at += topicLength;
        String properties = text(frames, at + Short.BYTES, frames.getUnsignedShort(at));
        return new StoredMessage(topic, storedAt, reconsumeTimes, properties(properties));
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new HashMap<>();
        for (String pair : text.split("\u0002", -1)) {
            String[] parts = pair.split("\u0001", 2);
            if (parts.length == 2) {
                properties.put(parts[0], parts[1]);
            }
        }
        return properties;
    }

    private static String text(Buffer frames, int at, int length) {
        return frames.getString(at, at + length, StandardCharsets.UTF_8.name());
    }
}
