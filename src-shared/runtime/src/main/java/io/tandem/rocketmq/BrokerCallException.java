package io.tandem.rocketmq;

/** A call of the RocketMQ client failed with a checked exception; the cause is what the client said. */
public final class BrokerCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerCallException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
