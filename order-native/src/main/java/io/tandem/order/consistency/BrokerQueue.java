package io.tandem.order.consistency;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What lies where the broker puts messages that it gives up on.
 *
 * @param count all of them; 0 unless they were read
 */
@RegisterForReflection
public record BrokerQueue(String topic, State state, long count, List<LostMessage> items) {

    /** Whether we could look. */
    public enum State {
        READ,
        /** No address of a name server is set: on Alibaba Cloud there is none. */
        NOT_CONFIGURED,
        UNREACHABLE
    }

    static BrokerQueue unseen(String topic, State why) {
        return new BrokerQueue(topic, why, 0, List.of());
    }

    /** For pages. */
    public boolean isRead() {
        return state == State.READ;
    }
}
