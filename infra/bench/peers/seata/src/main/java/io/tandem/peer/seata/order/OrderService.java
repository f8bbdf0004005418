package io.tandem.peer.seata.order;

import io.tandem.peer.spring.api.OrderView;
import io.tandem.peer.spring.api.Orders;
import io.tandem.peer.spring.api.PlaceOrderRequest;
import java.util.UUID;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The order, then its shipment, one after the other on the request's thread; whatever is thrown undoes what was done. */
@Service
class OrderService implements Orders {

    private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);

    private final OrderTable orders;
    private final Logistics logistics;

    OrderService(OrderTable orders, Logistics logistics) {
        this.orders = orders;
        this.logistics = logistics;
    }

    @Override
    @GlobalTransactional(name = "place-order", rollbackFor = Exception.class)
    public OrderView place(PlaceOrderRequest order) {
        UUID attempt = UUID.randomUUID();
        orders.insert(attempt, order.orderId(), order.userId());
        logistics.ship(attempt, order);
        LOG.info("outcome=placed attempt={} order={} user={}", attempt, order.orderId(), order.userId());
        return new OrderView(attempt.toString(), order.userId(), order.orderId(), "PLACED");
    }
}
