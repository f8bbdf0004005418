package io.tandem.faults.fault;

/** A fault did not take hold: nothing is proved by such a round, and the harness itself is wrong. */
public final class NotInjectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotInjectedException(String what) {
        super(what);
    }
}
