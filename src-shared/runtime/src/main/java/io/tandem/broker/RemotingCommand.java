package io.tandem.broker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * A request or a response of RocketMQ's remoting protocol: total length, header length (and, in its high byte, how the header is
 * written: 0 for JSON), header, body. Numbers of requests and responses are those of RocketMQ's {@code RequestCode} and
 * {@code ResponseCode}.
 */
record RemotingCommand(int code, JsonObject fields, Buffer body) {

    static final int PULL_MESSAGE = 11;
    static final int GET_MAX_OFFSET = 30;
    static final int GET_MIN_OFFSET = 31;
    static final int GET_ROUTE = 105;

    static final int SUCCESS = 0;
    static final int TOPIC_NOT_EXIST = 17;

    /** Far above what a pull of some messages brings. */
    static final int LARGEST_FRAME = 16 * 1024 * 1024;

    private static final int HEADER_LENGTH_BITS = 0xffffff;

    /** The frame of a request. */
    static Buffer request(int code, JsonObject fields) {
        byte[] header = new JsonObject()
                .put("code", code)
                .put("language", "JAVA")
                .put("version", 0)
                .put("opaque", 1)
                .put("flag", 0)
                .put("extFields", fields)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer()
                .appendInt(Integer.BYTES + header.length)
                .appendInt(header.length)
                .appendBytes(header);
    }

    /** Reads a frame without its total length. Fails with some {@link RuntimeException} if it is none. */
    static RemotingCommand response(Buffer frame) {
        int headerEnd = Integer.BYTES + (frame.getInt(0) & HEADER_LENGTH_BITS);
        JsonObject header = new JsonObject(frame.getBuffer(Integer.BYTES, headerEnd));
        return new RemotingCommand(
                header.getInteger("code"),
                header.getJsonObject("extFields", new JsonObject()),
                frame.getBuffer(headerEnd, frame.length()));
    }
}
