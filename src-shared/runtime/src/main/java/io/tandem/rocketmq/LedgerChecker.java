package io.tandem.rocketmq;

import io.smallrye.mutiny.TimeoutException;
import io.tandem.ledger.Attempt;
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

    private final CheckBack checkBack;
    private final Duration limit;
    private final AttemptListener listener;

    /**
     * Answers for every message of the producer.
     *
     * @param limit how long the client's one checker thread may wait for the ledger
     */
    public LedgerChecker(CheckBack checkBack, Duration limit, AttemptListener listener) {
        this.checkBack = checkBack;
        this.limit = limit;
        this.listener = listener;
    }

    /** A message without an attempt is none of ours: not ours to commit, nor to throw away. */
    @Override
    public TransactionResolution check(MessageView half) {
        String key = half.getKeys().stream().findFirst().orElse(null);
        return resolution(MessageProperties.attempt(half.getProperties(), key)
                .flatMap(attempt -> answer(attempt, half.getMessageId().toString())));
    }

    private Optional<Outcome> answer(Attempt attempt, String messageId) {
        Timing.Stopwatch watch = Timing.start();
        Optional<Outcome> answer = ask(attempt, messageId);
        listener.checkedBack(attempt, messageId, answer, watch.stop());
        return answer;
    }

    private Optional<Outcome> ask(Attempt attempt, String messageId) {
        try {
            return checkBack
                    .answer(attempt, HalfReceipt.ofId(messageId))
                    .await()
                    .atMost(limit);
        } catch (TimeoutException late) {
            return Optional.empty();
        }
    }

    /** The whole table of answers. */
    static TransactionResolution resolution(Optional<Outcome> answer) {
        return answer.map(outcome ->
                        outcome == Outcome.COMMIT ? TransactionResolution.COMMIT : TransactionResolution.ROLLBACK)
                .orElse(TransactionResolution.UNKNOWN);
    }
}
