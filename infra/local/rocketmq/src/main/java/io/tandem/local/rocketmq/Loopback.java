package io.tandem.local.rocketmq;

/** The only interface anything in this process listens on. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}
}
