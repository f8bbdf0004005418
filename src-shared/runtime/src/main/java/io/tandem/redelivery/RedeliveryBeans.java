package io.tandem.redelivery;

import io.quarkus.arc.All;
import io.tandem.consumer.ParkedMessageReview;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What people see of the redelivery and of parked messages, for a console. */
@ApplicationScoped
class RedeliveryBeans {

    @Produces
    @Singleton
    Redeliveries redeliveries(Pool pool, @All List<CommittedMessages> kinds) {
        return new Redeliveries(pool, kinds);
    }

    @Produces
    @Singleton
    ParkedMessageReview parked(Pool pool) {
        return new ParkedMessageReview(pool);
    }
}
