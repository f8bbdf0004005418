package io.tandem.bench.bare;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.local.process.LocalFailure;
import io.tandem.rocketmq.BlockingCalls;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.rocketmq.client.apis.ClientConfiguration;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.ClientServiceProvider;
import org.apache.rocketmq.client.apis.message.Message;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.Transaction;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;

/** Half message and commit around something, through the client that the services use and on as many threads. */
final class BareMessages {

    private static final int THREADS = 256;

    private final ClientServiceProvider provider = ClientServiceProvider.loadService();
    private final BlockingCalls calls = new BlockingCalls(THREADS);
    private final String topic;
    private final Producer producer;

    BareMessages(String endpoint, String topic) {
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

    /** Half message, then the given, then commit. */
    Uni<?> around(AttemptId id, Uni<?> local) {
        return calls.call(half(id)).flatMap(half -> local.replaceWith(half)).flatMap(half -> calls.call(commit(half)));
    }

    private Callable<Transaction> half(AttemptId id) {
        return () -> {
            Transaction transaction = producer.beginTransaction();
            Message message = provider.newMessageBuilder()
                    .setTopic(topic)
                    .setKeys(id.toString())
                    .setBody(("{\"version\":1,\"attemptId\":\"" + id + "\",\"orderId\":20001,\"userId\":1001}")
                            .getBytes(StandardCharsets.UTF_8))
                    .build();
            producer.send(message, transaction);
            return transaction;
        };
    }

    private static Callable<Void> commit(Transaction transaction) {
        return () -> {
            transaction.commit();
            return null;
        };
    }
}
