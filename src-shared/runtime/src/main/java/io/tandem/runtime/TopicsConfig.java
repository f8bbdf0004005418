package io.tandem.runtime;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Topics that the service sends transaction messages to. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "tandem.topics")
public interface TopicsConfig {

    /** By the name that {@link io.tandem.transaction.TransactionTopic} gives them. The names are known when the service is built. */
    @WithParentName
    @ConfigDocMapKey("name")
    Map<String, TopicConfig> topics();

    /** One of them. */
    @ConfigGroup
    interface TopicConfig {

        /** The topic as RocketMQ knows it. It must exist, with {@code message.type=TRANSACTION}. */
        String topic();
    }
}
