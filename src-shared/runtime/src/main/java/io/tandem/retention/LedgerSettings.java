package io.tandem.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the ledger remembers. */
@ConfigMapping(prefix = "tandem.ledger")
public interface LedgerSettings {

    /**
     * Age from which a row may go. Never less than the broker keeps messages: a check-back for a forgotten commit would be answered
     * ROLLBACK.
     */
    @WithDefault("7d")
    Duration keep();

    /** How long the broker keeps messages: Alibaba Cloud's longest for a standard instance. {@link #keep} must not be less. */
    @WithDefault("3d")
    Duration brokerRetention();

    /** Between two runs of the pruning; a run deletes all that is old enough. */
    @WithDefault("1m")
    Duration pruneEvery();
}
