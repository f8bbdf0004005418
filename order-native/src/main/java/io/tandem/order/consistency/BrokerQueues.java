package io.tandem.order.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.broker.StoredMessage;
import io.tandem.broker.TopicContents;
import io.tandem.broker.TopicReader;
import io.tandem.order.consistency.BrokerQueue.State;
import io.tandem.transaction.MessageProperties;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks at dead letters and dropped half messages, if the broker lets us. */
final class BrokerQueues {

    private static final Logger LOG = Logger.getLogger(BrokerQueues.class);

    private final Optional<TopicReader> reader;
    private final String deadLetterTopic;

    BrokerQueues(Optional<TopicReader> reader, String consumerGroup) {
        this.reader = reader;
        this.deadLetterTopic = TopicReader.deadLettersOf(consumerGroup);
    }

    /** Never fails. */
    Uni<BrokerQueue> deadLetters(int limit) {
        return look(deadLetterTopic, limit);
    }

    /** Never fails. */
    Uni<BrokerQueue> dropped(int limit) {
        return look(TopicReader.DROPPED_HALF_MESSAGES, limit);
    }

    void close() {
        reader.ifPresent(TopicReader::close);
    }

    private Uni<BrokerQueue> look(String topic, int limit) {
        return reader.map(open -> open.read(topic, limit)
                        .map(contents -> queue(topic, contents, limit))
                        .onFailure()
                        .invoke(away -> LOG.debugf("broker_queue=unreachable topic=%s cause=%s", topic, away))
                        .onFailure()
                        .recoverWithItem(BrokerQueue.unseen(topic, State.UNREACHABLE)))
                .orElseGet(() -> Uni.createFrom().item(BrokerQueue.unseen(topic, State.NOT_CONFIGURED)));
    }

    private static BrokerQueue queue(String topic, TopicContents contents, int limit) {
        return new BrokerQueue(
                topic,
                State.READ,
                contents.count(),
                contents.latest().stream()
                        .sorted((one, other) -> other.storedAt().compareTo(one.storedAt()))
                        .limit(limit)
                        .map(BrokerQueues::lost)
                        .toList());
    }

    private static LostMessage lost(StoredMessage message) {
        Map<String, String> properties = message.properties();
        return new LostMessage(
                properties.get("KEYS"),
                properties.get(MessageProperties.ATTEMPT_ID),
                properties.get("UNIQ_KEY"),
                message.reconsumeTimes(),
                message.storedAt());
    }
}
