package io.tandem.faults.fault;

/** What is broken. */
public enum Family {
    ORDER_KILLED("order-native killed"),
    LOGISTICS_KILLED("logistics-native killed"),
    STOPPED("stopped and continued"),
    BROKER("RocketMQ"),
    MYSQL("MySQL"),
    NETWORK("network"),
    CLOCK("clock");

    private final String words;

    Family(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
