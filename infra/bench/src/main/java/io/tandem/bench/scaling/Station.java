package io.tandem.bench.scaling;

import java.util.ArrayDeque;
import java.util.Queue;

/** Some servers with one queue: the cores of a host, or a disk that takes all who wait at once. */
final class Station {

    private final String name;
    private final Clock clock;
    private final int servers;
    private final boolean together;
    private final Queue<Job> waiting = new ArrayDeque<>();
    private int busy;
    private double used;

    private Station(String name, Clock clock, int servers, boolean together) {
        this.name = name;
        this.clock = clock;
        this.servers = servers;
        this.together = together;
    }

    /** Each server takes one at a time. */
    static Station cores(String name, Clock clock, int servers) {
        return new Station(name, clock, servers, false);
    }

    /** One at work, and whoever comes meanwhile shares the next: a group commit. */
    static Station groups(String name, Clock clock) {
        return new Station(name, clock, 1, true);
    }

    String name() {
        return name;
    }

    /** Share of the time in which its servers worked. */
    double usedOver(double millis) {
        return used / (millis * servers);
    }

    void enter(double millis, Runnable then) {
        waiting.add(new Job(millis, then));
        serve();
    }

    private void serve() {
        while (busy < servers && !waiting.isEmpty()) {
            Queue<Job> batch = new ArrayDeque<>();
            batch.add(waiting.remove());
            if (together) {
                batch.addAll(waiting);
                waiting.clear();
            }
            double takes = batch.stream().mapToDouble(Job::millis).max().orElse(0);
            busy++;
            used += takes;
            clock.after(takes, () -> {
                busy--;
                batch.forEach(job -> job.then().run());
                serve();
            });
        }
    }

    private record Job(double millis, Runnable then) {}
}
