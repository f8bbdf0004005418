package io.tandem.bench.bare;

/** What can be measured without HTTP, JSON, sign-in, metrics, logs and consumer: the limits, and the ledger's own cost. */
public enum BareStep {
    /** Ledger's and order's row in one transaction. */
    TWO_INSERTS,
    /** Half message and commit through the gRPC client. */
    HALF_AND_COMMIT,
    /** Half message, both rows, commit. */
    BOTH,
    /** Half message, the order's row alone, commit. */
    BOTH_WITHOUT_LEDGER,
    /** Half message, two inserts of a row for each of the {@link #MEMBERS} members, commit. */
    GROUP,
    /** Half message, one insert of an order's row for each member, commit. */
    GROUP_WITHOUT_LEDGER;

    /** Of a group. */
    public static final int MEMBERS = 64;

    /** Orders that are done with it. */
    public int orders() {
        return this == GROUP || this == GROUP_WITHOUT_LEDGER ? MEMBERS : 1;
    }

    boolean usesLedger() {
        return this != BOTH_WITHOUT_LEDGER && this != GROUP_WITHOUT_LEDGER;
    }

    /** Whether the broker has a part in it: a step without is the same with any flush mode. */
    public boolean usesBroker() {
        return this != TWO_INSERTS;
    }
}
