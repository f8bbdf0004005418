package io.tandem.local.rocketmq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.transaction.queue.TransactionalMessageUtil;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.store.GetMessageResult;
import org.apache.rocketmq.store.MessageStore;

/** Looks into the store without consuming: what is in a topic, and which half messages are still open. */
final class MessageReader {

    private static final int BATCH = 32;

    private final BrokerController broker;

    MessageReader(BrokerController broker) {
        this.broker = broker;
    }

    List<MessageExt> messages(String topic) throws Exception {
        TopicConfig config = broker.getTopicConfigManager().selectTopicConfig(topic);
        List<MessageExt> found = new ArrayList<>();
        for (int queue = 0; config != null && queue < config.getReadQueueNums(); queue++) {
            found.addAll(from(topic, queue, broker.getMessageStore().getMinOffsetInQueue(topic, queue)));
        }
        return found;
    }

    /** The sum of the ends of each topic's queues. */
    Map<String, Long> messagesTaken() throws Exception {
        Map<String, Long> taken = new LinkedHashMap<>();
        for (TopicConfig topic :
                broker.getTopicConfigManager().getTopicConfigTable().values()) {
            long sum = 0;
            for (int queue = 0; queue < topic.getReadQueueNums(); queue++) {
                sum += broker.getMessageStore().getMaxOffsetInQueue(topic.getTopicName(), queue);
            }
            taken.put(topic.getTopicName(), sum);
        }
        return taken;
    }

    /**
     * The half messages that are neither committed nor rolled back, one for each message id: every check stores the
     * message again, so an open one has several copies. The broker has dealt with all copies before its own consumer
     * offset; of the later ones those are settled whose offset a mark in the "op" topic names.
     */
    Collection<MessageExt> openHalfMessages(String topic) throws Exception {
        String halfTopic = TransactionalMessageUtil.buildHalfTopic();
        TopicConfig config = broker.getTopicConfigManager().selectTopicConfig(halfTopic);
        Map<String, MessageExt> open = new LinkedHashMap<>();
        for (int queue = 0; config != null && queue < config.getReadQueueNums(); queue++) {
            long dealtWith = broker.getConsumerOffsetManager()
                    .queryOffset(TransactionalMessageUtil.buildConsumerGroup(), halfTopic, queue);
            Set<Long> settled = settledOffsets(queue);
            for (MessageExt half : from(halfTopic, queue, Math.max(0, dealtWith))) {
                if (!settled.contains(half.getQueueOffset())
                        && topic.equals(half.getProperty(MessageConst.PROPERTY_REAL_TOPIC))) {
                    open.put(idOf(half), half);
                }
            }
        }
        return open.values();
    }

    /** The id that clients know: gRPC clients make it themselves; the store's own id is another. */
    static String idOf(MessageExt message) {
        String unique = message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
        return unique == null ? message.getMsgId() : unique;
    }

    private Set<Long> settledOffsets(int queue) throws Exception {
        Set<Long> offsets = new HashSet<>();
        String opTopic = TransactionalMessageUtil.buildOpTopic();
        for (MessageExt mark : from(opTopic, queue, broker.getMessageStore().getMinOffsetInQueue(opTopic, queue))) {
            for (String offset : new String(mark.getBody(), StandardCharsets.UTF_8).split(",", -1)) {
                if (!offset.isBlank()) {
                    offsets.add(Long.parseLong(offset.trim()));
                }
            }
        }
        return offsets;
    }

    private List<MessageExt> from(String topic, int queue, long firstOffset) throws Exception {
        MessageStore store = broker.getMessageStore();
        long end = store.getMaxOffsetInQueue(topic, queue);
        List<MessageExt> found = new ArrayList<>();
        long offset = Math.max(0, firstOffset);
        while (offset < end) {
            GetMessageResult batch = store.getMessage("tandem-local-reader", topic, queue, offset, BATCH, null);
            if (batch == null) {
                return found;
            }
            try {
                for (ByteBuffer bytes : batch.getMessageBufferList()) {
                    found.add(MessageDecoder.decode(bytes));
                }
            } finally {
                batch.release();
            }
            if (batch.getNextBeginOffset() <= offset) {
                return found;
            }
            offset = batch.getNextBeginOffset();
        }
        return found;
    }
}
