package io.tandem.bench.bare;

import io.tandem.local.process.LocalFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.Transaction;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;

/** Half message and commit around something, through the client that the services use. */
final class BareMessages {

    private static final int THREADS = 256;
    private static final String ORDER = "{\"version\":1,\"attemptId\":\"%s\",\"orderId\":20001,\"userId\":1001}";

    private final ClientServiceProvider provider = ClientServiceProvider.loadService();
    private final WorkerExecutor threads;
    private final String topic;
    private final Producer producer;

    BareMessages(Vertx vertx, String endpoint, String topic) {
        this.threads = vertx.createSharedWorkerExecutor("messages", THREADS);
        this.topic = topic;
        try {
            producer = provider.newProducerBuilder()
                    .setClientConfiguration(ClientConfiguration.newBuilder()
                            .setEndpoints(endpoint)
                            .enableSsl(false)
                            .build())
                    .setTopics(topic)
                    .setTransactionChecker(message -> TransactionResolution.COMMIT)
                    .build();
        } catch (ClientException away) {
            throw new LocalFailure("RocketMQ cannot be reached: " + away.getMessage(), away);
        }
    }

    /** Half message about so many orders, then the given, then commit. */
    Future<?> around(UUID id, int orders, Supplier<Future<?>> local) {
        return threads.executeBlocking(() -> half(id, orders), false)
                .flatMap(half -> local.get().flatMap(done -> threads.executeBlocking(() -> commit(half), false)));
    }

    private Transaction half(UUID id, int orders) throws ClientException {
        Transaction transaction = producer.beginTransaction();
        Message message = provider.newMessageBuilder()
                .setTopic(topic)
                .setKeys(id.toString())
                .setBody(ORDER.formatted(id).repeat(orders).getBytes(StandardCharsets.UTF_8))
                .build();
        producer.send(message, transaction);
        return transaction;
    }

    private static Void commit(Transaction transaction) throws ClientException {
        transaction.commit();
        return null;
    }
}
