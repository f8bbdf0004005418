package io.tandem.rocketmq;

import io.smallrye.mutiny.Uni;
import io.tandem.group.Envelope;
import io.tandem.group.Envelope.Letter;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.Environment;
import io.tandem.ledger.GroupRows;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.observation.AttemptListener;
import io.tandem.observation.Timing;
import io.tandem.transaction.CheckBack;
import io.tandem.transaction.MessageProperties;
import java.time.Duration;
import java.util.Optional;
import org.apache.rocketmq.client.apis.message.MessageView;
import org.apache.rocketmq.client.apis.producer.TransactionChecker;
import org.apache.rocketmq.client.apis.producer.TransactionResolution;

/**
 * The client's checker, which answers with what {@link CheckBack} says. The client asks on one thread for the whole process, so the
 * wait is bounded; an answer that does not come in time is UNKNOWN, and the broker asks again.
 */
public final class LedgerChecker implements TransactionChecker {

    private final Environment environment;
    private final CheckBack checkBack;
    private final GroupRows others;
    private final Duration limit;
    private final AttemptListener listener;

    /**
     * Answers for every message of the producer.
     *
     * @param environment whose messages are answered for; another's ledger decides about the others
     * @param others is written to if a group was rolled back, so that all who were told "in doubt" find an answer
     * @param limit how long the client's one checker thread may wait for the ledger
     */
    public LedgerChecker(
            Environment environment, CheckBack checkBack, GroupRows others, Duration limit, AttemptListener listener) {
        this.environment = environment;
        this.checkBack = checkBack;
        this.others = others;
        this.limit = limit;
        this.listener = listener;
    }

    /** A message without an attempt, or of another environment, is none of ours: not ours to commit, nor to throw away. */
    @Override
    public TransactionResolution check(MessageView half) {
        if (isForeign(half)) {
            return TransactionResolution.UNKNOWN;
        }
        String key = half.getKeys().stream().findFirst().orElse(null);
        return resolution(
                MessageProperties.attempt(half.getProperties(), key).flatMap(attempt -> answer(attempt, half)));
    }

    /** As long as that is not known, no answer is ours to give. */
    private boolean isForeign(MessageView half) {
        try {
            return half.getProperties().containsKey(Environment.PROPERTY)
                    && environment
                            .id()
                            .map(own -> environment.isForeign(own, half.getProperties(), half.getMessageId()))
                            .await()
                            .atMost(limit);
        } catch (RuntimeException unknown) {
            return true;
        }
    }

    private Optional<Outcome> answer(Attempt attempt, MessageView half) {
        Timing.Stopwatch watch = Timing.start();
        Optional<Outcome> answer = ask(attempt, half);
        listener.checkedBack(attempt, half.getMessageId().toString(), answer, watch.stop());
        return answer;
    }

    private Optional<Outcome> ask(Attempt attempt, MessageView half) {
        try {
            return checkBack
                    .answer(attempt, HalfReceipt.ofId(half.getMessageId().toString()))
                    .call(answer -> answer.equals(Optional.of(Outcome.ROLLBACK))
                            ? rollBackOthers(half)
                            : Uni.createFrom().voidItem())
                    .await()
                    .atMost(limit);
        } catch (RuntimeException unknown) {
            // Too late, or the rows of the group's others could not be written: asked again.
            return Optional.empty();
        }
    }

    private Uni<Void> rollBackOthers(MessageView half) {
        return Envelope.open(half.getProperties(), RocketMqClients.body(half))
                .map(letters ->
                        others.rolledBack(letters.stream().map(Letter::attempt).toList()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** The whole table of answers. */
    static TransactionResolution resolution(Optional<Outcome> answer) {
        return answer.map(outcome ->
                        outcome == Outcome.COMMIT ? TransactionResolution.COMMIT : TransactionResolution.ROLLBACK)
                .orElse(TransactionResolution.UNKNOWN);
    }
}
