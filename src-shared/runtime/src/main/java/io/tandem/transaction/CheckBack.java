package io.tandem.transaction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.DecidedBy;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.Outcome;
import io.tandem.ledger.Settlement;
import io.tandem.mysql.SqlFailure;
import io.tandem.trace.MessageTrace;
import io.tandem.trace.TraceRecord;
import io.tandem.trace.TraceStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.TransactionChecker;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;
import org.jboss.logging.Logger;

/**
 * Answers the broker's check-backs out of the ledger. The client asks on one thread for the whole process, so the answer must
 * come soon; when it does not, the answer is UNKNOWN and the broker asks again. An error is never answered ROLLBACK, nor is an attempt
 * that is too young to be given up.
 */
public final class CheckBack implements TransactionChecker {

    private static final Logger LOG = Logger.getLogger(CheckBack.class);
    private static final String REASON = "checked-back-before-commit";

    private final Ledger ledger;
    private final String broker;
    private final Duration limit;
    private final Duration fenceAfter;
    private final Clock clock;
    private final MessageTrace trace;
    private final MeterRegistry meters;

    public CheckBack(
            Ledger ledger,
            String broker,
            Duration limit,
            Duration fenceAfter,
            Clock clock,
            MessageTrace trace,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.broker = broker;
        this.limit = limit;
        this.fenceAfter = fenceAfter;
        this.clock = clock;
        this.trace = trace;
        this.meters = meters;
        for (TransactionResolution answer : TransactionResolution.values()) {
            counter(answer);
        }
    }

    @Override
    public TransactionResolution check(MessageView half) {
        String key = half.getKeys().stream().findFirst().orElse(null);
        Instant asked = clock.instant();
        long askedNanos = System.nanoTime();
        Optional<Attempt> attempt = MessageProperties.attempt(half.getProperties(), key);
        // A message without an attempt is none of ours: not ours to commit, nor to throw away.
        TransactionResolution answer =
                attempt.map(known -> resolution(settle(known, half))).orElse(TransactionResolution.UNKNOWN);
        counter(answer).increment();
        LOG.infof(
                "check_back=answered attempt=%s key=%s message=%s answer=%s",
                attempt.map(Attempt::id).orElse(null), key, half.getMessageId(), answer);
        attempt.ifPresent(known -> trace.add(TraceRecord.of(known.id(), TraceStep.CHECK_BACK, answer.name(), asked)
                .ofMessage(key, half.getMessageId().toString())
                .taking(Duration.ofNanos(System.nanoTime() - askedNanos))
                .with(broker, null)));
        return answer;
    }

    private Counter counter(TransactionResolution answer) {
        return meters.counter("tandem.check.backs", "answer", answer.name().toLowerCase(Locale.ROOT));
    }

    private Settlement settle(Attempt attempt, MessageView half) {
        try {
            return ask(attempt, half).await().atMost(limit);
        } catch (TimeoutException late) {
            return new Settlement.Undecided(SqlFailure.UNAVAILABLE);
        }
    }

    /** A young attempt may only be slow to begin: it is looked at, not decided. */
    private Uni<Settlement> ask(Attempt attempt, MessageView half) {
        return isYoung(attempt.id(), clock.instant(), fenceAfter)
                ? ledger.peek(attempt.id())
                : ledger.settle(
                        attempt,
                        DecidedBy.CHECK_BACK,
                        HalfReceipt.ofId(half.getMessageId().toString()),
                        REASON);
    }

    /**
     * Not one from the future: the clock of its host is wrong, or was, so its age cannot be told, and to wait until it looks old enough
     * would be to wait until the broker has given up.
     */
    public static boolean isYoung(AttemptId id, Instant now, Duration fenceAfter) {
        return Duration.between(id.madeAt(), now).abs().compareTo(fenceAfter) < 0;
    }

    /** The whole table of answers. */
    public static TransactionResolution resolution(Settlement settlement) {
        if (settlement instanceof Settlement.Decided decided) {
            return decided.outcome() == Outcome.COMMIT ? TransactionResolution.COMMIT : TransactionResolution.ROLLBACK;
        }
        return TransactionResolution.UNKNOWN;
    }
}
