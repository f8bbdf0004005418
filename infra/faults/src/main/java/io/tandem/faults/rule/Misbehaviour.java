package io.tandem.faults.rule;

import java.util.List;

/** Rules under which a process does otherwise than it should, until they are taken back. */
public final class Misbehaviour {

    /** Of the broker: what the proxy answers to commit() does not depend on what the broker makes of it. */
    public static final Rule SWALLOWED_RESOLUTIONS = Rule.of(
            "the broker swallows commit and rollback",
            "CLASS org.apache.rocketmq.broker.processor.EndTransactionProcessor",
            "METHOD processRequest",
            "AT ENTRY",
            "IF TRUE",
            "DO RETURN null");

    private Misbehaviour() {}

    /** The wall clock is off by so much, as the product's code sees it: nothing in it asks anything but java.time. */
    public static List<Rule> clockOff(int seconds) {
        return List.of(
                Rule.of(
                        "instants are off",
                        "CLASS java.time.Clock",
                        "METHOD currentInstant",
                        "AT EXIT",
                        "IF TRUE",
                        "DO RETURN $!.plusSeconds(" + seconds + ")"),
                Rule.of(
                        "milliseconds are off",
                        "CLASS java.time.Clock$SystemClock",
                        "METHOD millis",
                        "AT EXIT",
                        "IF TRUE",
                        "DO RETURN $! + " + seconds * 1_000L));
    }
}
