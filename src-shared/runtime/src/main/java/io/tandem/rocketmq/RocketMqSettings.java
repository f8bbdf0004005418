package io.tandem.rocketmq;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where RocketMQ is, and how much of it a service may use at once. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "tandem.rocketmq")
public interface RocketMqSettings {

    /** {@code host:port} of the gRPC proxy; several, separated by {@code ;}. */
    String endpoint();

    /** Without a user name no credentials are sent. */
    Optional<String> username();

    /** Of {@link #username}. */
    Optional<String> password();

    /** Whom to ask for user name and password instead, under this name: see Quarkus' guide to credentials providers. */
    Optional<String> credentialsProvider();

    /** The bean's name, where there is more than one credentials provider. */
    Optional<String> credentialsProviderName();

    /**
     * {@code on}, {@code off}, or {@code auto}: off for a loopback address only. The client trusts any certificate: TLS here
     * keeps the connection from being read, it does not tell who answers.
     */
    @WithDefault("auto")
    String tls();

    /** For one call of the client; a send is tried {@link #sendAttempts} times. */
    @WithDefault("3s")
    Duration requestTimeout();

    /** Each may leave a half message of its own behind: harmless, their check-backs are rolled back or deduplicated. */
    @WithDefault("2")
    int sendAttempts();

    /** Threads on which the client may block, where there are no virtual threads. */
    @WithDefault("64")
    int blockingThreads();

    /**
     * Attempts that may wait for one of them; the next is refused. An attempt counts until its commit is sent, after its caller was
     * answered: so this is about twice the callers that are served at once. It is the most; see {@link #attemptWithin}.
     */
    @WithDefault("448")
    int blockingQueue();

    /**
     * How long an attempt may take on the average: where it is exceeded, fewer are let in, though never fewer than there are threads.
     * Well below 6 s, when the broker begins to ask about half messages, and {@link #localTransactionLimit}: work done for an
     * attempt that then times out is missing for the others.
     */
    @WithDefault("1s")
    Duration attemptWithin();

    /** From BEGIN to COMMIT. Below 30 s, when the proxy forgets the transaction, and 6 s, when the broker asks for it. */
    @WithDefault("5s")
    Duration localTransactionLimit();

    /** How long a caller waits for its attempt to settle when MySQL vanished at COMMIT, before being told "in doubt". */
    @WithDefault("4s")
    Duration settleLimit();

    /** How long the client's one checker thread may wait for the ledger. */
    @WithDefault("2s")
    Duration checkBackLimit();

    /**
     * Age from which a check-back may decide against an attempt that has no decision. Until then it answers UNKNOWN and is asked
     * again: a transaction that is merely slow to begin is not killed. Not less than {@link #localTransactionLimit}.
     */
    @WithDefault("5s")
    Duration fenceAfter();

    /** At shutdown: how long attempts under way may take to be resolved. */
    @WithDefault("10s")
    Duration drainLimit();

    /** What the consumer does with what it receives. */
    Consumer consumer();

    /** See {@code io.tandem.consumer.MessageConsumer}. */
    @ConfigGroup
    interface Consumer {
        /**
         * Whether the messages are of producers whose ledger is in this service's database. What another environment's producers sent, which
         * share the topic by mistake, is then left to that environment's consumers, and counts as one delivery. The service's account must
         * be allowed to read {@code tx_environment}.
         */
        @WithDefault("false")
        boolean ownDatabaseOnly();

        /** Messages taken at once, and handed over together; 1 to 32. */
        @WithDefault("32")
        int batchSize();

        /** Batches that may be under way at once. */
        @WithDefault("4")
        int concurrency();

        /** Until a message that was neither acknowledged nor put back is delivered again; 10 s at least (the proxy's rule). */
        @WithDefault("30s")
        Duration invisible();

        /** How long an empty receive waits for messages; closing the consumer waits for it. */
        @WithDefault("5s")
        Duration longPolling();

        /** The delivery at which a message that still fails is parked; at most the group's retries. */
        @WithDefault("5")
        int maxDeliveryAttempts();

        /** Before the second delivery; doubles with each. */
        @WithDefault("1s")
        Duration firstBackOff();

        /** The most that doubling may come to. */
        @WithDefault("30s")
        Duration longestBackOff();
    }
}
