package io.tandem.transaction;

import io.smallrye.mutiny.Uni;
import io.tandem.ledger.HalfReceipt;

/**
 * A half message that the broker has stored. Success of {@link #commit} and {@link #rollback} proves nothing: RocketMQ's proxy
 * answers without waiting for the broker. Failure is nothing to worry about: the check-back finishes it. Call one of them once.
 */
public interface HalfMessage {

    /** What the broker acknowledged, and when; its message id is always there. */
    HalfReceipt receipt();

    /** Asks the broker to deliver it. */
    Uni<Void> commit();

    /** Asks the broker to throw it away. */
    Uni<Void> rollback();
}
