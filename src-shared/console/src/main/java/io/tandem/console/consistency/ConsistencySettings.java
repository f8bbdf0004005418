package io.tandem.console.consistency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** From when on something is worth showing, and how often the gauges look. */
@ConfigMapping(prefix = "tandem.consistency")
public interface ConsistencySettings {

    /** A younger business row without its effect is simply on its way. */
    @WithDefault("5s")
    Duration shipmentExpectedWithin();

    /** The broker's {@code transactionTimeOut}: an older half message ought to have been asked for. */
    @WithDefault("6s")
    Duration checkTime();

    /** From then on the broker has dropped a half message that was never resolved: 15 checks, 30 s apart, and some time to spare. */
    @WithDefault("10m")
    Duration brokerGivesUpAfter();

    /** Between two looks of the gauges. */
    @WithDefault("10s")
    Duration gaugesEvery();

    /** Between two pages of the sweep over all effects; not less than a second. */
    @WithDefault("1s")
    Duration sweepEvery();
}
