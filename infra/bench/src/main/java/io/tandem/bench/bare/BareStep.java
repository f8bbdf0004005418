package io.tandem.bench.bare;

/** What can be measured without HTTP, JSON, sign-in, metrics, logs and consumer: the limits, and the ledger's own cost. */
public enum BareStep {
    /** Both rows in one transaction, by hand. */
    TWO_INSERTS,
    /** The order's row alone in a transaction: what there is without a ledger. */
    ORDER_ALONE,
    /** Claim and order by the library's own {@code LocalTransactions}. */
    LOCAL_TRANSACTION,
    /** Half message and commit through the gRPC client. */
    HALF_AND_COMMIT,
    /** Half message, both rows, commit. */
    BOTH,
    /** Half message, claim and order by {@code LocalTransactions}, commit: as Tandem does it. */
    BOTH_AS_TANDEM,
    /** Half message, the order's row alone, commit. */
    BOTH_WITHOUT_LEDGER,
    /** A check-back's question about an attempt that is committed. */
    SETTLE_COMMITTED,
    /** A check-back's question about an attempt that nobody decided: it writes ROLLBACK. */
    SETTLE_OPEN;

    /** Whether the broker has a part in it: a step without is the same with any flush mode. */
    public boolean usesBroker() {
        return switch (this) {
            case HALF_AND_COMMIT, BOTH, BOTH_AS_TANDEM, BOTH_WITHOUT_LEDGER -> true;
            case TWO_INSERTS, ORDER_ALONE, LOCAL_TRANSACTION, SETTLE_COMMITTED, SETTLE_OPEN -> false;
        };
    }
}
