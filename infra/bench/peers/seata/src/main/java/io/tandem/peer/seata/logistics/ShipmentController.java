package io.tandem.peer.seata.logistics;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.seata.core.context.RootContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One call, one insert; it is a branch of the caller's transaction, which Seata's interceptor has read from the header. */
@RestController
class ShipmentController {

    private static final String INSERT = "INSERT INTO logistics"
            + " (order_id, user_id, attempt_id, message_id, delivery_attempt) VALUES (?, ?, ?, ?, 1)";

    private final JdbcTemplate jdbc;

    ShipmentController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping("/shipments")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    void ship(@RequestBody Shipment shipment) {
        UUID attempt = shipment.attemptId();
        jdbc.update(
                INSERT,
                shipment.orderId(),
                shipment.userId(),
                ByteBuffer.allocate(16)
                        .putLong(attempt.getMostSignificantBits())
                        .putLong(attempt.getLeastSignificantBits())
                        .array(),
                RootContext.getXID());
    }

    record Shipment(UUID attemptId, long orderId, long userId) {}
}
