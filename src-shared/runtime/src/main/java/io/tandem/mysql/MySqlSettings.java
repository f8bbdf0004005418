package io.tandem.mysql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * Where MySQL is and how its connections behave. The password is not here: it is read as it stands, without expanding
 * expressions, because a password may hold <code>${</code> (see {@code Secrets}).
 */
@ConfigMapping(prefix = "tandem.mysql")
public interface MySqlSettings {

    /** Host name or address, from {@code MYSQL_HOST}. */
    String host();

    /** TCP port, 1 to 65535, from {@code MYSQL_PORT}. */
    @WithDefault("3306")
    int port();

    /** The database (schema), from {@code MYSQL_DB}. */
    @WithDefault("rocketmq_transaction_db")
    String database();

    /** The account, from {@code MYSQL_USER}. */
    String user();

    /** {@code disabled}, {@code required} (encrypted, any certificate), {@code verify-ca} or {@code verify-identity}. */
    @WithDefault("disabled")
    String sslMode();

    /** PEM file with the certificate authority, for the two verifying modes. */
    Optional<String> sslCa();

    /** Connections for requests that are no local transactions: reads, sessions, traces. RDS' smallest class allows 1,000 in all. */
    @WithDefault("32")
    int poolSize();

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

    /** How long a statement of a request waits for a row lock ({@code innodb_lock_wait_timeout}). Whole seconds. */
    @WithDefault("3s")
    Duration lockWait();
}
