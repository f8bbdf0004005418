package io.tandem.faults.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All calls, in the order in which their answers came. Written by many clients at once. */
public final class History {

    private final List<Call> calls = new ArrayList<>();

    public synchronized void add(Call call) {
        calls.add(call);
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public synchronized int size() {
        return calls.size();
    }

    public synchronized long count(Predicate<Call> condition) {
        return calls.stream().filter(condition).count();
    }
}
