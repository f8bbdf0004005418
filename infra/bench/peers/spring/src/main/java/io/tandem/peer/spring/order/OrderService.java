package io.tandem.peer.spring.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.peer.spring.api.OrderView;
import io.tandem.peer.spring.api.Orders;
import io.tandem.peer.spring.api.PlaceOrderRequest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.producer.SendReceipt;
import org.apache.rocketmq.client.apis.producer.Transaction;
import org.apache.rocketmq.client.common.Pair;
import org.apache.rocketmq.client.core.RocketMQClientTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Half message, local transaction, commit or rollback, one after the other on the request's thread. */
@Service
class OrderService implements Orders {

    private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);
    private static final String INSERT = "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, ?)";

    private final RocketMQClientTemplate rocketMq;
    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final String topic;

    OrderService(
            RocketMQClientTemplate rocketMq,
            JdbcTemplate jdbc,
            ObjectMapper json,
            @Value("${rocketmq.producer.topic}") String topic) {
        this.rocketMq = rocketMq;
        this.jdbc = jdbc;
        this.json = json;
        this.topic = topic;
    }

    @Override
    public OrderView place(PlaceOrderRequest order) {
        try {
            return placeWithMessage(order);
        } catch (ClientException refused) {
            throw new IllegalStateException("RocketMQ did not take the order's message", refused);
        }
    }

    private OrderView placeWithMessage(PlaceOrderRequest order) throws ClientException {
        UUID attempt = UUID.randomUUID();
        Pair<SendReceipt, Transaction> half = rocketMq.sendMessageInTransaction(topic, body(attempt, order));
        try {
            // One statement is its own transaction: BEGIN and COMMIT would be two round trips more.
            jdbc.update(INSERT, order.orderId(), order.userId(), bytes(attempt));
        } catch (DataAccessException failed) {
            half.getTransaction().rollback();
            throw failed;
        }
        half.getTransaction().commit();
        LOG.info("outcome=placed attempt={} order={} user={}", attempt, order.orderId(), order.userId());
        return new OrderView(attempt.toString(), order.userId(), order.orderId(), "PLACED");
    }

    private byte[] body(UUID attempt, PlaceOrderRequest order) {
        try {
            return json.writeValueAsBytes(
                    new OrderPaid(1, attempt.toString(), order.orderId(), order.userId(), Instant.now()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    record OrderPaid(int version, String attemptId, long orderId, long userId, Instant paidAt) {}
}
