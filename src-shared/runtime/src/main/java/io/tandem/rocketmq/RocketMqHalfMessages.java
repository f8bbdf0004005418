package io.tandem.rocketmq;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.HalfReceipt;
import io.tandem.trace.ThisProcess;
import io.tandem.transaction.HalfMessage;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.rocketmq.client.apis.ClientException;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.SendReceipt;
import org.apache.rocketmq.client.apis.producer.Transaction;

/** Half messages over the RocketMQ client, whose calls for transactions all block. */
public final class RocketMqHalfMessages implements HalfMessages {

    private final String broker;
    private final Supplier<Optional<Producer>> producer;
    private final BlockingCalls calls;
    private final ProducerReach reach;

    /**
     * Sends with whatever producer there is at the time.
     *
     * @param broker the address that the producer sends to
     */
    public RocketMqHalfMessages(
            String broker, Supplier<Optional<Producer>> producer, BlockingCalls calls, ProducerReach reach) {
        this.broker = broker;
        this.producer = producer;
        this.calls = calls;
        this.reach = reach;
    }

    @Override
    public Uni<HalfMessage> send(OutgoingMessage message) {
        return calls.call(() -> sendNow(message))
                .invoke(reach::seen)
                .onFailure()
                .invoke(reach::failed);
    }

    @Override
    public boolean isConnected() {
        return producer.get().isPresent();
    }

    private HalfMessage sendNow(OutgoingMessage message) throws ClientException {
        Producer connected =
                producer.get().orElseThrow(() -> new IllegalStateException("RocketMQ has not answered yet"));
        Transaction transaction = connected.beginTransaction();
        long began = System.nanoTime();
        SendReceipt receipt = connected.send(RocketMqClients.toMessage(message), transaction);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Sent(receipt(receipt.getMessageId().toString(), took), transaction);
    }

    private HalfReceipt receipt(String messageId, Duration took) {
        return new HalfReceipt(
                Optional.of(messageId),
                Optional.of(Instant.now()),
                Optional.of(took),
                Optional.of(ThisProcess.NAME),
                Optional.of(broker));
    }

    private final class Sent implements HalfMessage {

        private final HalfReceipt receipt;
        private final Transaction transaction;

        Sent(HalfReceipt receipt, Transaction transaction) {
            this.receipt = receipt;
            this.transaction = transaction;
        }

        @Override
        public HalfReceipt receipt() {
            return receipt;
        }

        @Override
        public Uni<Void> commit() {
            return calls.call(resolving(transaction::commit)).onFailure().invoke(reach::failed);
        }

        @Override
        public Uni<Void> rollback() {
            return calls.call(resolving(transaction::rollback)).onFailure().invoke(reach::failed);
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
