package io.tandem.local.rocketmq;

import java.lang.reflect.Field;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.ServiceThread;

/**
 * Takes RocketMQ 5.5.0's {@code TransactionMetricsFlushService} out of the broker. For its first ten seconds that thread
 * spins on a whole core, just when everything else wants to start; what it would write every ten seconds from then on is
 * a statistic that nothing here reads.
 */
final class MetricsFlush {

    private MetricsFlush() {}

    /** To be called between the broker's initialisation, which starts the thread, and its start, which would do so again. */
    static void removeFrom(BrokerController broker) throws ReflectiveOperationException {
        Field field = BrokerController.class.getDeclaredField("transactionMetricsFlushService");
        field.setAccessible(true);
        ((ServiceThread) field.get(broker)).shutdown();
        field.set(broker, null);
    }
}
