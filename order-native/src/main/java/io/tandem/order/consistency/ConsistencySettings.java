package io.tandem.order.consistency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** From when on something is worth showing, and how often the gauges look. */
@ConfigMapping(prefix = "tandem.consistency")
public interface ConsistencySettings {

    /** A younger order without a shipment is simply on its way. */
    @WithDefault("5s")
    Duration shipmentExpectedWithin();

    /** The broker's {@code transactionTimeOut}: an older half message ought to have been asked for. */
    @WithDefault("6s")
    Duration checkTime();

    /** From then on the broker has dropped a half message that nobody resolved: 15 checks, 30 s apart, and some time to spare. */
    @WithDefault("10m")
    Duration brokerGivesUpAfter();

    /**
     * {@code host:port} of RocketMQ's name server, where it can be reached: dead letters and dropped half messages are shown
     * then, too. Not on Alibaba Cloud.
     */
    Optional<String> nameServer();

    /** How long a page waits for what the broker says. */
    @WithDefault("2s")
    Duration brokerLimit();

    /** Between two looks of the gauges. */
    @WithDefault("10s")
    Duration gaugesEvery();

    /** Between two pages of the sweep over all shipments. */
    @WithDefault("1s")
    Duration sweepEvery();
}
