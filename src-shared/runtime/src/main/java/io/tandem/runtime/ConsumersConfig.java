package io.tandem.runtime;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** What the service consumes. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "tandem.consumers")
public interface ConsumersConfig {

    /** By the name that {@link io.tandem.consumer.ConsumerGroup} gives them. The names are known when the service is built. */
    @WithParentName
    @ConfigDocMapKey("name")
    Map<String, ConsumerConfig> consumers();

    /** One of them. */
    @ConfigGroup
    interface ConsumerConfig {

        /** The topic as RocketMQ knows it. It must exist. */
        String topic();

        /** The consumer group as RocketMQ knows it. It must exist, and is best created before the first message is sent. */
        String group();
    }
}
