package io.tandem.faults.rule;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A rule in Byteman's language.
 *
 * @param name unique within a process
 * @param text from {@code RULE} to {@code ENDRULE}
 */
public record Rule(String name, String text) {

    private static final int LAST_MS = 300;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /**
     * Something that happens once, at the place of a point.
     *
     * @param nth when the point is reached for that time, from 1
     */
    public static Rule at(Point point, int nth, String action) {
        // Byteman keeps counters for the life of the process: each rule has one of its own.
        String name = "at " + point + " " + NUMBER.incrementAndGet();
        return new Rule(
                name,
                String.join(
                        "\n",
                        "RULE " + name,
                        point.place(),
                        "IF " + point.condition() + " AND incrementCounter(\"" + name + "\") == " + nth,
                        "DO " + action,
                        "ENDRULE",
                        ""));
    }

    /** As {@link #at}, when the commit() that follows has had its time, too. */
    public static Rule late(Point point, int nth, int millis, String action) {
        return at(point, nth, "delay(" + millis + "), " + action);
    }

    /** Something that a class does otherwise from now on. */
    public static Rule of(String name, String... lines) {
        return new Rule(name, "RULE " + name + "\n" + String.join("\n", lines) + "\nENDRULE\n");
    }

    /** The end of the process without a word to anybody: no hook, no flush, no orderly close. */
    public static String kill() {
        return "killJVM()";
    }

    /**
     * All threads stop until SIGCONT. Then this one comes last: whatever time-out fell due meanwhile has its turn first,
     * which is the worst order of events.
     */
    public static String stop(long pid) {
        return "java.lang.Runtime.getRuntime().exec(\"kill -STOP " + pid + "\").waitFor(), delay(" + LAST_MS + ")";
    }
}
