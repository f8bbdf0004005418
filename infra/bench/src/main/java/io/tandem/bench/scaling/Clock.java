package io.tandem.bench.scaling;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: events in their order, each of which may bring on others. */
final class Clock {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
    private double now;
    private long number;

    double now() {
        return now;
    }

    void after(double millis, Runnable what) {
        events.add(new Event(now + millis, number++, what));
    }

    /** Until nothing is left to happen. */
    void run() {
        while (!events.isEmpty()) {
            Event next = events.remove();
            now = next.at();
            next.what().run();
        }
    }

    private record Event(double at, long number, Runnable what) {}
}
