package io.tandem.peer.seata.order;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A branch of its own, committed when the method returns: no connection is kept while logistics works. */
@Repository
class OrderTable {

    private static final String INSERT = "INSERT INTO orders (order_id, user_id, attempt_id) VALUES (?, ?, ?)";

    private final JdbcTemplate jdbc;

    OrderTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    void insert(UUID attempt, long orderId, long userId) {
        jdbc.update(
                INSERT,
                orderId,
                userId,
                ByteBuffer.allocate(16)
                        .putLong(attempt.getMostSignificantBits())
                        .putLong(attempt.getLeastSignificantBits())
                        .array());
    }
}
