package io.tandem.transaction;

import io.smallrye.mutiny.Uni;

/** Sends half messages: stored by the broker, shown to no consumer until committed. */
public interface HalfMessages {

    /** Fails if the broker did not acknowledge it in time; it may be stored all the same. */
    Uni<HalfMessage> send(OutgoingMessage message);

    /** Whether a send can be tried at all. */
    boolean isConnected();
}
