package io.tandem.redelivery;

import io.quarkus.arc.All;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.mysql.MySqlPools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What people see of the redelivery and of parked messages, for a console. */
@ApplicationScoped
class RedeliveryBeans {

    @Produces
    @Singleton
    Redeliveries redeliveries(MySqlPools pools, @All List<CommittedMessages> kinds) {
        return new Redeliveries(pools.requests(), kinds);
    }

    @Produces
    @Singleton
    ParkedMessageReview parked(MySqlPools pools) {
        return new ParkedMessageReview(pools.requests());
    }
}
