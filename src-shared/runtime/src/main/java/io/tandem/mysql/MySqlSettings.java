package io.tandem.mysql;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How connections to the datasource behave, beyond what Quarkus' own settings of the datasource say. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "tandem.mysql")
public interface MySqlSettings {

    /** Connections for local transactions. InnoDB commits in groups, so more than the cores. */
    @WithDefault("32")
    int transactionPoolSize();

    /** Connections kept for settling alone: check-backs must be answered when every other connection is in use. */
    @WithDefault("2")
    int settlePoolSize();

    /** How long a request waits for a free connection, and a connection for MySQL to accept it. */
    @WithDefault("2s")
    Duration connectTimeout();

    /**
     * A connection on which nothing was heard for so long, idle or not, is closed, and what was asked of it fails. Without this, who
     * asks a MySQL that hangs waits for ever. Above every time limit of the protocol, of which the longest is a local transaction's 5 s.
     */
    @WithDefault("10s")
    Duration silenceLimit();

    /**
     * MySQL ends a session that was silent for so long, and with it the locks of a client that vanished inside its
     * transaction ({@code wait_timeout}, 8 hours by default). Whole seconds. The pool closes idle connections well before.
     */
    @WithDefault("30s")
    Duration sessionTimeout();

    /** A connection that is older is replaced when it is idle. */
    @WithDefault("5m")
    Duration connectionLife();

    /** How long a statement of a request waits for a row lock ({@code innodb_lock_wait_timeout}). Whole seconds. */
    @WithDefault("3s")
    Duration lockWait();
}
