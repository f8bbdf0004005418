package io.tandem.messaging;

import io.smallrye.mutiny.Uni;

/**
 * A half message that the broker has stored. Success of {@link #commit} and {@link #rollback} proves nothing: RocketMQ's proxy
 * answers without waiting for the broker. Failure is nothing to worry about: the check-back finishes it. Call one of them once.
 */
public interface HalfMessage {

    /** The id under which the broker knows it. */
    String messageId();

    /** Asks the broker to deliver it. */
    Uni<Void> commit();

    /** Asks the broker to throw it away. */
    Uni<Void> rollback();
}
