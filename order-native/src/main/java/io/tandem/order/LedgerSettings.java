package io.tandem.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the ledger remembers. */
@ConfigMapping(prefix = "tandem.ledger")
public interface LedgerSettings {

    /** Age from which a row may go. */
    @WithDefault("7d")
    Duration keep();

    /** How long the broker keeps messages; {@link #keep} must not be less. */
    @WithDefault("3d")
    Duration brokerRetention();

    /** Between two runs of the pruning. */
    @WithDefault("1h")
    Duration pruneEvery();
}
