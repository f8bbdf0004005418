package io.tandem.order.consistency;

/** How much of everything is shown or done at once. */
public final class ConsistencyLimits {

    /** Items of a kind, if nobody asks for more or less. */
    public static final int ITEMS = 50;

    /** Items of a kind, and targets of one call. */
    public static final int MOST = 500;

    static final int ACTIONS = 20;

    private ConsistencyLimits() {}
}
