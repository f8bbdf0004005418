package io.tandem.faults.check;

/**
 * Something that must not be.
 *
 * @param orderId which order it is about, 0 if it is about none
 */
public record Violation(Invariant invariant, Effect effect, long orderId, String detail) {

    /** In the words of Jepsen's and OpenChaos' queue checkers. */
    public enum Effect {
        /** Acknowledged, and not there. */
        LOST,
        /** There, though its caller was told otherwise or nothing. */
        UNEXPECTED,
        /** There more than once. */
        DUPLICATED,
        /** Neither yes nor no, though nothing moves any more. */
        OPEN
    }

    @Override
    public String toString() {
        return "invariant " + invariant.number() + ", " + effect + ", order " + orderId + ": " + detail;
    }
}
