package io.tandem.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import io.tandem.ledger.LedgerEntries;
import io.tandem.ledger.LedgerEntry;
import io.tandem.mysql.SqlFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of an attempt, for a caller that was told "in doubt". An attempt in doubt has no row, for the database was away: that there
 * is one at all, this process remembers for a while.
 */
@Singleton
public final class Attempts {

    /** Longer than the broker goes on asking: 15 checks, 30 s apart. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MOST_REMEMBERED = 10_000;

    private final LedgerEntries entries;
    private final Cache<AttemptId, PaymentOrder> inDoubt = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    public Attempts(LedgerEntries entries) {
        this.entries = entries;
    }

    /** The attempt's decision, if there is one. Of one in doubt there is none as long as the database is away. */
    public Uni<Optional<LedgerEntry>> find(AttemptId id) {
        return entries.find(id)
                .onFailure(away -> SqlFailure.of(away) == SqlFailure.UNAVAILABLE
                        && inDoubt(id).isPresent())
                .recoverWithItem(Optional.empty());
    }

    /** Remembers an attempt whose outcome is not known. */
    public void remember(PlaceOrderOutcome.InDoubt outcome) {
        inDoubt.put(outcome.attemptId(), outcome.order());
    }

    /** What the attempt was for, if it was in doubt when it was last heard of. */
    public Optional<PaymentOrder> inDoubt(AttemptId id) {
        return Optional.ofNullable(inDoubt.getIfPresent(id));
    }
}
