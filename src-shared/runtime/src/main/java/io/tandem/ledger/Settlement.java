package io.tandem.ledger;

import io.tandem.mysql.SqlFailure;

/** The ledger's answer to "what became of this attempt?". */
public sealed interface Settlement {

    /** Final: it was so decided before, or is so from now on. */
    record Decided(Outcome outcome) implements Settlement {}

    /** No answer yet: the local transaction is still open (its row is locked), or MySQL did not answer. Ask again. */
    record Undecided(SqlFailure why) implements Settlement {}
}
