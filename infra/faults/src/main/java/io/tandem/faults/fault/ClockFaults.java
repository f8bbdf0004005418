package io.tandem.faults.fault;

import io.tandem.faults.rig.Node;
import io.tandem.faults.rule.Misbehaviour;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The wall clock of one process jumps. */
final class ClockFaults {

    private static final Duration STEPPED = Duration.ofSeconds(5);
    private static final int HOUR = 3_600;

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(step("an hour forward", HOUR), step("an hour back", -HOUR));
    }

    private static Fault step(String name, int seconds) {
        return Fault.of(Family.CLOCK, name, STEPPED, (rig, random) -> {
            Node node = Kills.any(
                    Stream.concat(rig.orders().stream(), rig.logistics().stream())
                            .toList(),
                    random);
            node.agent().add(Misbehaviour.clockOff(seconds));
            return node.agent()::clear;
        });
    }
}
