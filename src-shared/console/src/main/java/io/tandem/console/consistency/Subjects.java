package io.tandem.console.consistency;

import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** On whose behalf attempts were made, as the ledger says, or this process remembers. */
public final class Subjects {

    private final LedgerEntries entries;
    private final BusinessRows rows;

    Subjects(LedgerEntries entries, BusinessRows rows) {
        this.entries = entries;
        this.rows = rows;
    }

    /** Those that are known. Fails as MySQL fails. */
    public Uni<Map<AttemptId, String>> of(Collection<AttemptId> attempts) {
        if (attempts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return entries.find(attempts).map(found -> {
            Map<AttemptId, String> subjects = new HashMap<>();
            attempts.forEach(id -> rows.inDoubt(id).map(Attempt::subject).ifPresent(one -> subjects.put(id, one)));
            found.forEach(entry -> entry.subject().ifPresent(one -> subjects.put(entry.id(), one)));
            return subjects;
        });
    }
}
