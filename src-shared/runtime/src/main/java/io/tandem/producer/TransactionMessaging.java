package io.tandem.producer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.group.GroupLimits;
import io.tandem.group.Groups;
import io.tandem.ledger.Environment;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.Ledger;
import io.tandem.mysql.TransactionPool;
import io.tandem.observation.AttemptListener;
import io.tandem.observation.AttemptLog;
import io.tandem.observation.AttemptMeters;
import io.tandem.observation.MessageSpans;
import io.tandem.observation.ObservedHalfMessages;
import io.tandem.observation.TracedAttempts;
import io.tandem.observation.TracedChecks;
import io.tandem.observation.TracedHalfMessages;
import io.tandem.rocketmq.BlockingCalls;
import io.tandem.rocketmq.BrokerClient;
import io.tandem.rocketmq.BrokerProbe;
import io.tandem.rocketmq.LedgerChecker;
import io.tandem.rocketmq.ProducerReach;
import io.tandem.rocketmq.RocketMqClients;
import io.tandem.rocketmq.RocketMqHalfMessages;
import io.tandem.rocketmq.RocketMqSettings;
import io.tandem.trace.MessageTrace;
import io.tandem.transaction.CheckBack;
import io.tandem.transaction.HalfMessages;
import io.tandem.transaction.LocalTransactions;
import io.tandem.transaction.TransactionalProducer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.rocketmq.client.apis.producer.Producer;
import org.apache.rocketmq.client.apis.producer.TransactionChecker;
import org.jboss.logging.Logger;

/**
 * All that a process needs to send transaction messages, put together and kept for its life: one producer with its checker, the
 * threads it blocks, the limit on what is under way. A process must have one of these at most for a topic.
 */
public final class TransactionMessaging {

    private static final Logger LOG = Logger.getLogger(TransactionMessaging.class);

    private static final Duration TRACE_FLUSH_LIMIT = Duration.ofSeconds(2);

    private final String topic;
    private final RocketMqSettings settings;
    private final Environment environment;
    private final BlockingCalls calls;
    private final Admission admission;
    private final BrokerClient<Producer> client;
    private final ProducerReach reach;
    private final TopicMessages messages;
    private final Republisher republisher;
    private final MessageTrace trace;

    /**
     * Connects to nothing before {@link #start}.
     *
     * @param transactions for local transactions
     * @param environment whose check-backs are answered
     * @param ledger on its own connections
     * @param trace is written out at the stop
     * @param spans {@link MessageSpans#OFF} where nothing is traced
     * @param others writes for the ledger, on its connections, for the others of a group
     * @param limits of groups
     */
    public TransactionMessaging(
            String topic,
            RocketMqSettings settings,
            RocketMqClients clients,
            TransactionPool transactions,
            Environment environment,
            Ledger ledger,
            GroupRows others,
            MessageTrace trace,
            MessageSpans spans,
            MeterRegistry meters,
            GroupLimits limits) {
        this.topic = topic;
        this.settings = settings;
        this.trace = trace;
        this.environment = environment;
        this.calls = new BlockingCalls(settings.blockingThreads());
        this.admission = new Admission(new AdmissionLimit(
                settings.blockingThreads(),
                limits.size() > 1 ? limits.attempts() : settings.blockingThreads() + settings.blockingQueue(),
                settings.attemptWithin()));
        AttemptListener listener = AttemptListener.all(
                List.of(new AttemptLog(), new AttemptMeters(meters), new TracedAttempts(trace, settings.endpoint())));
        TransactionChecker checker = new LedgerChecker(
                environment,
                new CheckBack(ledger, settings.fenceAfter(), Clock.systemUTC()),
                others,
                settings.checkBackLimit(),
                listener);
        this.client = new BrokerClient<>(
                "producer",
                settings.endpoint(),
                () -> clients.producer(topic, TracedChecks.of(checker, spans)),
                connected -> {});
        this.reach = new ProducerReach(topic, client::current, calls, client::renew);
        HalfMessages halfMessages = new ObservedHalfMessages(
                new MarkedHalfMessages(
                        new RocketMqHalfMessages(settings.endpoint(), client::current, calls, reach), environment),
                listener);
        HalfMessages sent = TracedHalfMessages.of(halfMessages, spans, "send");
        this.republisher =
                new Republisher(Map.of(topic, TracedHalfMessages.of(halfMessages, spans, "redeliver")), trace, meters);
        TransactionalProducer producer = new TransactionalProducer(
                sent,
                new LocalTransactions(transactions, ledger, settings.localTransactionLimit()),
                ledger,
                settings.settleLimit());
        this.messages = new TopicMessages(
                topic,
                producer,
                new Groups(producer, transactions, others, limits, listener),
                sent,
                admission,
                listener);
        Gauge.builder("tandem.attempts.in.flight", admission, Admission::inFlight)
                .register(meters);
        Gauge.builder("tandem.attempts.limit", admission, Admission::limit).register(meters);
        Gauge.builder("tandem.blocking.calls.pending", calls, BlockingCalls::pending)
                .register(meters);
    }

    /** Returns at once; waits for the broker in the background. */
    public void start() {
        environment.id().subscribe().with(known -> {}, away -> LOG.debugf("environment=not-known-yet cause=%s", away));
        client.start();
    }

    /** Rejects attempts until the broker has answered for the first time. */
    public TopicMessages messages() {
        return messages;
    }

    /** For what is committed already, and never arrived. */
    public Republisher republisher() {
        return republisher;
    }

    /** As RocketMQ knows it. */
    public String topic() {
        return topic;
    }

    /** Those that hold a place: from before the half message until the broker has been told. */
    public int attemptsUnderWay() {
        return admission.inFlight();
    }

    /** Whether the producer has been built; the broker may be away again since. */
    public boolean isConnected() {
        return client.current().isPresent();
    }

    /**
     * Whether a send would reach the broker now, for readiness; never fails.
     *
     * @param brokerAnswers what {@link BrokerProbe} saw: the producer's client may need a while longer to see it again
     */
    public Uni<Boolean> reaches(boolean brokerAnswers) {
        if (!brokerAnswers) {
            reach.doubt();
            return Uni.createFrom().item(false);
        }
        return reach.isThere();
    }

    /** Refuses new attempts, lets those under way be resolved within the drain limit, then closes the producer. */
    public void stop() {
        try {
            if (!admission.drain(settings.drainLimit())) {
                LOG.warnf(
                        "producer=stopping-early in_flight=%d note=check-backs-will-finish-them", admission.inFlight());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        client.close();
        calls.close();
        trace.flush(TRACE_FLUSH_LIMIT);
    }
}
