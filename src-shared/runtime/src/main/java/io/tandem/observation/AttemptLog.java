package io.tandem.observation;

import io.tandem.ledger.Attempt;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import io.tandem.transaction.TransactionOutcome;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One line for what did not go its usual way, and for each check-back. */
public final class AttemptLog implements AttemptListener {

    private static final Logger LOG = Logger.getLogger(AttemptLog.class);

    @Override
    public void unacknowledged(Attempt attempt, Throwable cause) {
        LOG.warnf(
                "half_message=unacknowledged attempt=%s key=%s cause=%s",
                attempt.id(), attempt.key(), cause.getMessage());
    }

    @Override
    public void concluded(Attempt attempt, TransactionOutcome<?> outcome, Optional<HalfReceipt> half) {
        if (outcome instanceof TransactionOutcome.InDoubt<?>) {
            LOG.warnf(
                    "outcome=in-doubt attempt=%s key=%s message=%s",
                    attempt.id(),
                    attempt.key(),
                    half.flatMap(HalfReceipt::messageId).orElse(null));
        } else if (half.isPresent()
                && outcome instanceof TransactionOutcome.Rejected<?> rejected
                && rejected.reason().isOfTheDatabase()) {
            LOG.warnf(
                    "local_transaction=not-committed attempt=%s key=%s why=%s",
                    attempt.id(), attempt.key(), rejected.reason());
        }
    }

    @Override
    public void undone(TransactionOutcome<?> group, int size) {
        LOG.infof("group=undone attempt=%s members=%d why=%s", group.attemptId(), size, group);
    }

    @Override
    public void told(Attempt attempt, HalfReceipt half, Outcome resolution, Timing timing, Throwable failure) {
        if (failure != null) {
            LOG.warnf(
                    "%s=unacknowledged attempt=%s key=%s message=%s cause=%s",
                    resolution.name().toLowerCase(Locale.ROOT),
                    attempt.id(),
                    attempt.key(),
                    half.messageId().orElse(null),
                    failure.getMessage());
        }
    }

    @Override
    public void checkedBack(Attempt attempt, String messageId, Optional<Outcome> answer, Timing timing) {
        LOG.infof(
                "check_back=answered attempt=%s key=%s message=%s answer=%s",
                attempt.id(),
                attempt.key(),
                messageId,
                answer.map(Outcome::name).orElse("UNKNOWN"));
    }
}
