package io.tandem.console.consistency;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What came of one repair.
 *
 * @param actionId the number of its row in the audit table
 * @param target an attempt id, a parked message's number, or {@code *}
 */
@RegisterForReflection
public record Repair(@JsonIgnore long actionId, String target, Result result) {

    /** Asking for the same repair twice is harmless, and says so. */
    public enum Result {
        /** Will be published again at once. */
        SCHEDULED,
        /** The effect is there already. */
        ALREADY_SHIPPED,
        /** No business row stands behind it, so it must not be published. */
        NOT_COMMITTED,
        /** Its message is parked: replay that, or dismiss it first. */
        IS_PARKED,
        /** Replayed or dismissed before. */
        ALREADY_RESOLVED,
        /** Is shown no more; nothing was published. */
        DISMISSED,
        /** Is shown again. */
        RESTORED,
        /** The ledger says COMMIT. */
        COMMITTED,
        /** The ledger says ROLLBACK, and will for ever. */
        ROLLED_BACK,
        /** Its local transaction is still open. */
        STILL_UNDECIDED,
        /** There is no such thing. */
        NOT_FOUND
    }
}
