package io.tandem.faults.check;

/** What must hold whatever breaks; the numbers are the design's. */
public enum Invariant {
    ONE_ORDER_FOR_EACH_COMMIT("1", "every COMMIT row has exactly one order, every order exactly one COMMIT row"),
    ONE_SHIPMENT_FOR_EACH_ORDER(
            "2", "every order has exactly one shipment, of the same user; none is there before or without it"),
    NOTHING_AFTER_A_ROLLBACK("3", "a ROLLBACK row has no order, and its message reaches no consumer"),
    NOBODY_TOLD_WRONG("4", "what a caller was told is so"),
    NOTHING_HIDDEN("5", "nothing is left at the broker or parked that the console does not show");

    private final String number;
    private final String rule;

    Invariant(String number, String rule) {
        this.number = number;
        this.rule = rule;
    }

    public String number() {
        return number;
    }

    /** In one line, for people. */
    public String rule() {
        return rule;
    }
}
