package io.tandem.faults.round;

import io.tandem.faults.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Which fault comes when. Every fault comes once before any comes twice, in an order that the seed decides; each round has a seed of
 * its own from it. The same seed gives the same plan; what the clients' calls meet in it is up to the machine's scheduler.
 */
public final class Plan implements Iterator<Plan.Step> {

    private final List<Fault> faults;
    private final Random random;
    private final List<Fault> left = new ArrayList<>();
    private int number;

    public Plan(long seed, List<Fault> faults) {
        this.faults = List.copyOf(faults);
        this.random = new Random(seed);
    }

    /** One round. */
    public record Step(int number, long seed, Fault fault) {}

    /** There is always one more, if there is any: time ends a run. */
    @Override
    public boolean hasNext() {
        return !faults.isEmpty();
    }

    @Override
    public Step next() {
        if (left.isEmpty()) {
            left.addAll(faults);
            Collections.shuffle(left, random);
        }
        return new Step(number++, random.nextLong(), left.remove(left.size() - 1));
    }
}
