package io.tandem.faults.evidence;

import io.tandem.faults.check.Evidence.AtBroker;
import io.tandem.faults.check.Evidence.Message;
import io.tandem.faults.load.Numbers;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.broker.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the broker keeps and does not deliver, as far as the numbers of a round go. */
public final class BrokerTopics {

    private static final String ATTEMPT = "attemptId";

    private final RocketMqServer broker;
    private final Numbers numbers;

    public BrokerTopics(RocketMqServer broker, Numbers numbers) {
        this.broker = broker;
        this.numbers = numbers;
    }

    public AtBroker read() {
        return new AtBroker(
                openHalf(),
                messages(broker.deadLetters(RocketMqServer.LOGISTIC_GROUP)),
                messages(broker.droppedHalfMessages()));
    }

    public List<Message> openHalf() {
        return messages(broker.openHalfMessages(RocketMqServer.ORDER_TOPIC));
    }

    private List<Message> messages(List<StoredMessage> stored) {
        return stored.stream()
                .flatMap(message -> message.keys().stream()
                        .map(key -> new Message(
                                message.messageId(),
                                Optional.ofNullable(message.properties().get(ATTEMPT))
                                        .map(UUID::fromString),
                                Optional.of(Long.valueOf(key)))))
                .filter(message -> message.orderId().filter(numbers::has).isPresent())
                .toList();
    }
}
