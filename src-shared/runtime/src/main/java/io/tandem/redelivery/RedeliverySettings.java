package io.tandem.redelivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the message of a committed attempt is taken to be lost, and how fast messages are published again. */
@ConfigMapping(prefix = "tandem.redelivery")
public interface RedeliverySettings {

    /**
     * Age of an attempt from which its effect is missed. Above what delivery takes, check-back included (6 s in the cloud); not
     * less than the limit of a local transaction and 5 s, which count instead.
     */
    @WithDefault("60s")
    Duration grace();

    /** Between two searches. */
    @WithDefault("5s")
    Duration searchEvery();

    /** Between two looks at what is due; not less than a second. */
    @WithDefault("1s")
    Duration publishEvery();

    /** Messages a process publishes at once: what is due goes in batches of this size, one after the other. */
    @WithDefault("50")
    int batch();

    /** Until a message is published for the second time; doubles with each. */
    @WithDefault("30s")
    Duration firstBackOff();

    /** The most that doubling may come to. */
    @WithDefault("10m")
    Duration longestBackOff();
}
