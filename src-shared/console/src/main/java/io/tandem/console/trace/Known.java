package io.tandem.console.trace;

import io.tandem.console.BusinessRow;
import io.tandem.consumer.ParkedMessage;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntry;
import io.tandem.trace.TraceRecord;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an attempt, from wherever it is kept.
 *
 * @param entry its decision, if there is one and it is not pruned
 * @param open what a local transaction has claimed that has not ended
 * @param records in the order of writing; some may be lost
 * @param rows what it wrote, with the effect at the other end; once for each effect, should there be several
 * @param inDoubt what it was for, if this process was asked for it and knows no outcome
 */
record Known(
        AttemptId id,
        Optional<LedgerEntry> entry,
        Optional<LedgerEntry> open,
        List<TraceRecord> records,
        List<BusinessRow> rows,
        List<ParkedMessage> parked,
        Optional<Attempt> inDoubt) {

    /** Whether there is such an attempt at all, as far as anybody can tell. */
    boolean isAnything() {
        return claim().isPresent() || !rows.isEmpty() || inDoubt.isPresent() || !records.isEmpty() || !parked.isEmpty();
    }

    Optional<BusinessRow> row() {
        return rows.stream().findFirst();
    }

    /** What the ledger's row says, decided or not. */
    Optional<LedgerEntry> claim() {
        return entry.or(() -> open);
    }
}
