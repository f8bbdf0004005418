package io.tandem.messaging;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.SendReceipt;
import org.apache.rocketmq.client.apis.producer.Transaction;

/** Half messages over the RocketMQ client, whose calls for transactions all block. */
final class RocketMqHalfMessages implements HalfMessages {

    private final Supplier<Optional<Producer>> producer;
    private final BlockingCalls calls;

    RocketMqHalfMessages(Supplier<Optional<Producer>> producer, BlockingCalls calls) {
        this.producer = producer;
        this.calls = calls;
    }

    @Override
    public Uni<HalfMessage> send(OutgoingMessage message) {
        return calls.call(() -> sendNow(message));
    }

    @Override
    public boolean isConnected() {
        return producer.get().isPresent();
    }

    private HalfMessage sendNow(OutgoingMessage message) throws ClientException {
        Producer connected =
                producer.get().orElseThrow(() -> new IllegalStateException("RocketMQ has not answered yet"));
        Transaction transaction = connected.beginTransaction();
        SendReceipt receipt = connected.send(RocketMqClients.toMessage(message), transaction);
        return new Sent(receipt.getMessageId().toString(), transaction);
    }

    private final class Sent implements HalfMessage {

        private final String messageId;
        private final Transaction transaction;

        Sent(String messageId, Transaction transaction) {
            this.messageId = messageId;
            this.transaction = transaction;
        }

        @Override
        public String messageId() {
            return messageId;
        }

        @Override
        public Uni<Void> commit() {
            return calls.call(resolving(transaction::commit));
        }

        @Override
        public Uni<Void> rollback() {
            return calls.call(resolving(transaction::rollback));
        }

        private Callable<Void> resolving(Resolving resolving) {
            return () -> {
                resolving.run();
                return null;
            };
        }
    }

    @FunctionalInterface
    private interface Resolving {
        void run() throws ClientException;
    }
}
