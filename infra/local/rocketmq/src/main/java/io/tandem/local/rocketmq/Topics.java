package io.tandem.local.rocketmq;

import java.util.Map;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;

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
    void createTransactionTopic(String name) throws InterruptedException {
        createTopic(name, "TRANSACTION");
    }

    void createTopic(String name, String type) throws InterruptedException {
        TopicConfig topic = new TopicConfig(name, QUEUES, QUEUES);
        topic.setAttributes(Map.of("+message.type", type));
        broker.getTopicConfigManager().updateTopicConfig(topic);
        stack.awaitRoutes();
    }

    void createGroup(String name, int maxRetries) {
        SubscriptionGroupConfig group = new SubscriptionGroupConfig();
        group.setGroupName(name);
        group.setRetryMaxTimes(maxRetries);
        broker.getSubscriptionGroupManager().updateSubscriptionGroupConfig(group);
    }
}
