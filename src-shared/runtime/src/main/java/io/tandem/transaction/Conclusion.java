package io.tandem.transaction;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.HalfReceipt;
import io.tandem.ledger.Outcome;
import java.util.Optional;

/**
 * An attempt that has run: what its caller is told, and what the broker is still to be told.
 *
 * @param half empty if the broker did not acknowledge a half message
 * @param resolution empty if the ledger has not decided; then the check-back will tell
 */
public record Conclusion<T>(TransactionOutcome<T> outcome, Optional<HalfMessage> half, Optional<Outcome> resolution) {

    /** Nothing that the broker could be told. */
    public static <T> Conclusion<T> of(TransactionOutcome<T> outcome) {
        return new Conclusion<>(outcome, Optional.empty(), Optional.empty());
    }

    static <T> Conclusion<T> of(TransactionOutcome<T> outcome, HalfMessage half) {
        return new Conclusion<>(outcome, Optional.of(half), Optional.empty());
    }

    static <T> Conclusion<T> of(TransactionOutcome<T> outcome, HalfMessage half, Outcome resolution) {
        return new Conclusion<>(outcome, Optional.of(half), Optional.of(resolution));
    }

    /** The broker's receipt of the half message. */
    public Optional<HalfReceipt> receipt() {
        return half.map(HalfMessage::receipt);
    }

    /** Commits or rolls back the half message, once. Its success proves nothing and its failure is no loss; it is to be observed. */
    public Uni<Void> tell() {
        return half.isPresent() && resolution.isPresent()
                ? resolution.get() == Outcome.COMMIT
                        ? half.get().commit()
                        : half.get().rollback()
                : Uni.createFrom().voidItem();
    }
}
