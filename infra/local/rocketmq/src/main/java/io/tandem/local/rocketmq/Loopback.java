package io.tandem.local.rocketmq;

/** The only interface anything in this process listens on, but for the endpoint of the clients if it is told another. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}
}
