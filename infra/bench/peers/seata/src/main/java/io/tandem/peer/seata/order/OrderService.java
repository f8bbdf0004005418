package io.tandem.peer.seata.order;

import io.tandem.peer.spring.api.OrderView;
import io.tandem.peer.spring.api.Orders;
import io.tandem.peer.spring.api.PlaceOrderRequest;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** The order, then its shipment, one after the other on the request's thread; whatever is thrown undoes what was done. */
@Service
class OrderService implements Orders {

    private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);
    private static final String INSERT = "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final Logistics logistics;

    OrderService(JdbcTemplate jdbc, Logistics logistics) {
        this.jdbc = jdbc;
        this.logistics = logistics;
    }

    @Override
    @GlobalTransactional(name = "place-order", rollbackFor = Exception.class)
    public OrderView place(PlaceOrderRequest order) {
        UUID attempt = UUID.randomUUID();
        // A branch of its own, committed here: no connection is kept while logistics works.
        jdbc.update(INSERT, order.orderId(), order.userId(), bytes(attempt));
        logistics.ship(attempt, order);
        LOG.info("outcome=placed attempt={} order={} user={}", attempt, order.orderId(), order.userId());
        return new OrderView(attempt.toString(), order.userId(), order.orderId(), "PLACED");
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
