package io.tandem.local.rocketmq;

import java.lang.reflect.Field;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.broker.transaction.queue.TransactionalMessageServiceImpl;
import org.apache.rocketmq.common.ServiceThread;

/**
 * Runs the broker's batching of "this half message is settled" marks on a timer. RocketMQ 5.5.0's own thread for it,
 * {@code TransactionalOpBatchService}, spins on a whole core once its last mark is older than
 * {@code transactionOpBatchInterval}.
 */
final class OpBatchTimer {

    private static final long PERIOD_MS = 100;

    private OpBatchTimer() {}

    static void replaceThreadOf(TransactionalMessageServiceImpl service) throws ReflectiveOperationException {
        Field thread = TransactionalMessageServiceImpl.class.getDeclaredField("transactionalOpBatchService");
        thread.setAccessible(true);
        ((ServiceThread) thread.get(service)).shutdown();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread worker = new Thread(task, "op-batch-timer");
            worker.setDaemon(true);
            return worker;
        });
        @SuppressWarnings("FutureReturnValueIgnored") // runs until the process is halted
        var unused =
                timer.scheduleWithFixedDelay(() -> batchQuietly(service), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** An exception would end the schedule; the marks stay queued and the next round takes them. */
    private static void batchQuietly(TransactionalMessageServiceImpl service) {
        try {
            service.batchSendOpMessage();
        } catch (RuntimeException failure) {
            System.err.println("op-batch-timer: " + failure);
        }
    }
}
