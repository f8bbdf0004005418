package io.tandem.runtime;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.tandem.group.GroupLimits;
import java.time.Duration;
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

        /** Attempts that share one half message and one local transaction. */
        GroupConfig group();
    }

    /** See {@link io.tandem.group.Groups}. */
    @ConfigGroup
    interface GroupConfig {

        /**
         * Attempts that may share one half message and one local transaction, where they would have to wait; 1: each has its own. The
         * topic's consumers must know groups before it is more: see the roll-out in docs/deploy.
         */
        @WithDefault("1")
        int size();

        /** Groups under way while others wait. An attempt that comes while there are fewer begins at once. More make groups smaller. */
        @WithDefault("1")
        int atOnce();

        /** Of a group's message, at most: below what the broker takes, which is 4 MiB on Alibaba Cloud and 256 KiB at the local broker. */
        @WithDefault("131072")
        int bytes();

        /**
         * Attempts that may be under way or wait, instead of {@code tandem.rocketmq.blocking-queue}; the next is refused. More than our
         * services take connections (2,000): who waits costs nothing, and who is refused and comes again at once costs those that are served.
         */
        @WithDefault("2048")
        int attempts();

        /** How long an attempt may wait for its group to begin; beyond that it is refused. */
        @WithDefault("1s")
        Duration patience();

        /** The same as a value. */
        default GroupLimits limits() {
            return new GroupLimits(size(), atOnce(), bytes(), attempts(), patience());
        }
    }
}
