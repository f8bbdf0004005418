package io.tandem.bench.arena;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A contestant's processes, up and ready. */
public final class Site implements AutoCloseable {

    private final List<Part> parts;
    private final Map<String, Duration> ready;

    private Site(List<Part> parts, Map<String, Duration> ready) {
        this.parts = parts;
        this.ready = ready;
    }

    /** Starts one after the other, each alone on the machine: how long a start takes is one of the figures. */
    static Site start(List<Part> parts) {
        Map<String, Duration> ready = new LinkedHashMap<>();
        List<Part> started = new ArrayList<>();
        try {
            for (Part part : parts) {
                started.add(part);
                part.start();
                ready.putIfAbsent(part.role(), part.awaitReady());
            }
            return new Site(parts, ready);
        } catch (RuntimeException failed) {
            started.forEach(Part::close);
            throw failed;
        }
    }

    public List<Part> parts() {
        return parts;
    }

    /** Of the first process of each role. */
    public Map<String, Duration> timesToReady() {
        return ready;
    }

    public List<String> orderUrls() {
        return parts.stream()
                .filter(part -> part.role().equals(Contestant.ORDER))
                .map(Part::url)
                .toList();
    }

    /** In the order in which requests go through them: each finishes what the former has sent. */
    @Override
    public void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).close();
        }
    }
}
