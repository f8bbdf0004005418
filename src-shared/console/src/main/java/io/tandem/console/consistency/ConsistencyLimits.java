package io.tandem.console.consistency;

/** How much of everything is shown or done at once. */
public final class ConsistencyLimits {

    /** Items of a kind, if the caller does not ask for more or less. */
    public static final int ITEMS = 50;

    /** Items of a kind, and targets of one call. */
    public static final int MOST = 500;

    /** What is looked at to tell what is a finding: more than people can look at, and less than fills the memory. */
    static final int CANDIDATES = 10_000;

    static final int ACTIONS = 20;

    private ConsistencyLimits() {}
}
