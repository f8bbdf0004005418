package io.tandem.local.rocketmq;

import java.util.Map;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.broker.offset.ConsumerOffsetManager;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import org.apache.rocketmq.store.exception.ConsumeQueueException;

/** Makes topics and consumer groups, as the cloud's console would; making one that exists changes nothing. */
final class Topics {

    private static final int QUEUES = 4;

    private final RocketMqStack stack;
    private final BrokerController broker;

    Topics(RocketMqStack stack) {
        this.stack = stack;
        this.broker = stack.broker().controller();
    }

    /** A half message sent to a topic of another type is refused by the proxy. */
    void createTransactionTopic(String name) throws Exception {
        createTopic(name, "TRANSACTION");
    }

    void createTopic(String name, String type) throws Exception {
        TopicConfig topic = new TopicConfig(name, QUEUES, QUEUES);
        topic.setAttributes(Map.of("+message.type", type));
        broker.getTopicConfigManager().updateTopicConfig(topic);
        stack.awaitRoutes();
        for (String group :
                broker.getSubscriptionGroupManager().getSubscriptionGroupTable().keySet()) {
            beginNow(group);
        }
    }

    void createGroup(String name, int maxRetries) throws ConsumeQueueException {
        SubscriptionGroupConfig group = new SubscriptionGroupConfig();
        group.setGroupName(name);
        group.setRetryMaxTimes(maxRetries);
        broker.getSubscriptionGroupManager().updateSubscriptionGroupConfig(group);
        beginNow(name);
    }

    /**
     * A group that never consumed begins at the end of each queue when its first receive comes, and so skips what was sent before
     * (the proxy asks with {@code ConsumeInitMode.MAX}). Here it begins where the queues end now.
     */
    private void beginNow(String group) throws ConsumeQueueException {
        for (TopicConfig topic :
                broker.getTopicConfigManager().getTopicConfigTable().values()) {
            if (!TopicValidator.isSystemTopic(topic.getTopicName())) {
                beginNow(group, topic);
            }
        }
    }

    private void beginNow(String group, TopicConfig topic) throws ConsumeQueueException {
        ConsumerOffsetManager offsets = broker.getConsumerOffsetManager();
        String name = topic.getTopicName();
        for (int queue = 0; queue < topic.getReadQueueNums(); queue++) {
            if (offsets.queryOffset(group, name, queue) < 0) {
                long end = Math.max(0, broker.getMessageStore().getMaxOffsetInQueue(name, queue));
                offsets.commitOffset("local", group, name, queue, end);
            }
        }
    }
}
