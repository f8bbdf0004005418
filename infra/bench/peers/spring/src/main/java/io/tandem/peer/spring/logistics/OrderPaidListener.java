package io.tandem.peer.spring.logistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.rocketmq.client.annotation.RocketMQMessageListener;
import org.apache.rocketmq.client.apis.consumer.ConsumeResult;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.core.RocketMQListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** One message, one insert, one acknowledgement; on as many threads as there are connections. */
@Service
@RocketMQMessageListener(
        endpoints = "${APP_DEMO_ROCKETMQ_ENDPOINT}",
        topic = "${ROCKETMQ_ORDER_TOPIC}",
        tag = "*",
        consumerGroup = "${ROCKETMQ_LOGISTIC_CONSUMER_GROUP}",
        consumptionThreadCount = 32)
class OrderPaidListener implements RocketMQListener {

    private static final String INSERT = "INSERT IGNORE INTO logistics"
            + " (order_id, user_id, attempt_id, message_id, delivery_attempt) VALUES (?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    OrderPaidListener(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public ConsumeResult consume(MessageView message) {
        ByteBuffer body = message.getBody();
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        try {
            JsonNode paid = json.readTree(bytes);
            UUID attempt = UUID.fromString(paid.get("attemptId").asText());
            jdbc.update(
                    INSERT,
                    paid.get("orderId").asLong(),
                    paid.get("userId").asLong(),
                    ByteBuffer.allocate(16)
                            .putLong(attempt.getMostSignificantBits())
                            .putLong(attempt.getLeastSignificantBits())
                            .array(),
                    message.getMessageId().toString(),
                    message.getDeliveryAttempt());
            return ConsumeResult.SUCCESS;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
