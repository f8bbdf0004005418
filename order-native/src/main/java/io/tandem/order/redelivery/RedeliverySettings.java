package io.tandem.order.redelivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When an order without a shipment is taken to have lost its message, and how fast messages are published again. */
@ConfigMapping(prefix = "tandem.redelivery")
public interface RedeliverySettings {

    /** Age of an attempt from which its shipment is missed. Above what delivery takes, check-back included (6 s in the cloud). */
    @WithDefault("60s")
    Duration grace();

    /** Between two searches. */
    @WithDefault("5s")
    Duration searchEvery();

    /** Between two batches. */
    @WithDefault("500ms")
    Duration publishEvery();

    /** Messages a process publishes at once; with {@link #publishEvery} this bounds the rate: 100 a second. */
    @WithDefault("50")
    int batch();

    /** Until a message is published for the second time; doubles with each. */
    @WithDefault("30s")
    Duration firstBackOff();

    /** The most that doubling may come to. */
    @WithDefault("10m")
    Duration longestBackOff();
}
