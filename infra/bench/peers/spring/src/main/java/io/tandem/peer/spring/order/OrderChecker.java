package io.tandem.peer.spring.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.rocketmq.client.annotation.RocketMQTransactionListener;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.apache.rocketmq.client.core.RocketMQTransactionChecker;
import org.springframework.jdbc.core.JdbcTemplate;

/** The published check: is there an order of that number? */
@RocketMQTransactionListener
class OrderChecker implements RocketMQTransactionChecker {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    OrderChecker(JdbcTemplate jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public TransactionResolution check(MessageView message) {
        ByteBuffer body = message.getBody();
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        try {
            long order = json.readTree(bytes).get("orderId").asLong();
            boolean exists = !jdbc.queryForList("SELECT 1 FROM orders WHERE order_id = ?", order)
                    .isEmpty();
            return exists ? TransactionResolution.COMMIT : TransactionResolution.ROLLBACK;
        } catch (IOException unreadable) {
            return TransactionResolution.UNKNOWN;
        }
    }
}
