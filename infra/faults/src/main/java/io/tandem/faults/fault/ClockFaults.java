package io.tandem.faults.fault;

import io.tandem.faults.rig.Node;
import io.tandem.faults.rule.Misbehaviour;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The wall clock of one process jumps. */
final class ClockFaults {

    private static final Duration STEPPED = Duration.ofSeconds(5);
    private static final int HOUR = 3_600;

    /** Longer than the ledger keeps its rows. */
    private static final int EIGHT_DAYS = 8 * 24 * HOUR;

    private static final int TEN_MINUTES = HOUR / 6;

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(
                step("an hour forward", HOUR),
                step("an hour back", -HOUR),
                step("eight days forward", EIGHT_DAYS),
                step("ten minutes back", -TEN_MINUTES),
                backAndLost());
    }

    /** A search that went by the times in the attempts' ids would have passed them. */
    private static Fault backAndLost() {
        return Fault.of(
                Family.CLOCK,
                "ten minutes back, and what is committed meanwhile is lost",
                Duration.ZERO,
                (rig, random) -> {
                    Node behind = Kills.any(rig.orders(), random);
                    behind.agent().add(Misbehaviour.clockOff(-TEN_MINUTES));
                    rig.logistics().forEach(Node::pause);
                    Waiting.pause(STEPPED);
                    rig.rocketMq().kill();
                    rig.wipeBroker();
                    return Fault.Ending.NOTHING;
                });
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
