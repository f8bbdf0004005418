package io.tandem.faults.history;

/** Why a client made a call. */
public enum Kind {
    /** A number that was not used before. */
    NEW,
    /** A number that was used before, by the same user, without a key. */
    DUPLICATE_BY_SAME_USER,
    /** A number that was used before, by another user. */
    DUPLICATE_BY_OTHER_USER,
    /** One of several at once for one fresh number. */
    RACE,
    /** The same call again, under the same Idempotency-Key. */
    RETRY,
    /** A caller that is gone before the answer can be there. */
    GIVE_UP
}
