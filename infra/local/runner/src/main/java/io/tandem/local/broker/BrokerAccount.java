package io.tandem.local.broker;

/** A RocketMQ account of the applications. Its text form leaves the password out. */
public record BrokerAccount(String user, String password) {

    @Override
    public String toString() {
        return "BrokerAccount[" + user + "]";
    }
}
