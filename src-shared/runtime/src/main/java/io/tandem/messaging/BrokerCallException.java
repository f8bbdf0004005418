package io.tandem.messaging;

/** A call of the RocketMQ client failed with a checked exception; the cause is what the client said. */
public final class BrokerCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerCallException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
