package io.tandem.faults.evidence;

import io.tandem.faults.check.Evidence.AtBroker;
import io.tandem.faults.check.Evidence.Message;
import io.tandem.local.broker.RocketMqServer;
import io.tandem.local.broker.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the broker keeps and delivers to nobody. */
public final class BrokerTopics {

    private static final String ATTEMPT = "attemptId";

    private final RocketMqServer broker;

    public BrokerTopics(RocketMqServer broker) {
        this.broker = broker;
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

    private static List<Message> messages(List<StoredMessage> stored) {
        return stored.stream()
                .map(message -> new Message(
                        message.messageId(),
                        Optional.ofNullable(message.properties().get(ATTEMPT)).map(UUID::fromString),
                        Optional.ofNullable(message.key()).map(Long::valueOf)))
                .toList();
    }
}
