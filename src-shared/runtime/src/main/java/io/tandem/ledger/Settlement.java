package io.tandem.ledger;

import io.tandem.mysql.SqlFailure;
import java.util.Optional;

/** The ledger's answer to "what became of this attempt?". */
public sealed interface Settlement {

    /** What was decided, if anything is known to be. */
    Optional<Outcome> outcome();

    /** Final: it was so decided before, or is so from now on. */
    record Decided(Outcome decision) implements Settlement {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.of(decision);
        }
    }

    /** There is no row yet, and none was asked for. */
    record Undecided() implements Settlement {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.empty();
        }
    }

    /** MySQL did not answer, or the row is locked by a local transaction that is still open. Ask again. */
    record Unanswered(SqlFailure why) implements Settlement {
        @Override
        public Optional<Outcome> outcome() {
            return Optional.empty();
        }
    }
}
