package io.tandem.faults.fault;

import io.tandem.faults.rig.Node;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.rule.Point;
import io.tandem.faults.rule.Rule;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * SIGSTOP for longer than the broker waits before it asks, and longer than a check-back spares the young; then SIGCONT: the process
 * goes on with what everybody else has long given up.
 */
final class Pauses {

    /** First check after 1.6 s, then every 2 s; from 5 s on a check-back may decide. */
    private static final Duration PAST_THE_CHECK = Duration.ofSeconds(10);

    /** Past the first check, and within the time that a local transaction has, 5 s: it is asked for, and then it commits. */
    private static final Duration IN_TIME = Duration.ofMillis(4_300);

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(20);
    private static final int MOST_TIMES_BEFORE = 10;

    private Pauses() {}

    static List<Fault> all() {
        return List.of(
                at(Point.HALF_UNACKNOWLEDGED),
                at(Point.CLAIMED),
                at(Point.BEFORE_COMMIT),
                at(Point.BEFORE_COMMIT, "order-native before COMMIT, not too long to commit", IN_TIME),
                anywhere("order-native at any moment", Rig::orders),
                anywhere("logistics-native at any moment", Rig::logistics));
    }

    private static Fault at(Point point) {
        return at(point, "order-native " + point.words(), PAST_THE_CHECK);
    }

    private static Fault at(Point point, String name, Duration lasts) {
        return Fault.of(Family.STOPPED, name, lasts, (rig, random) -> {
            Node node = Kills.any(rig.orders(), random);
            int nth = 1 + random.nextInt(MOST_TIMES_BEFORE);
            node.agent()
                    .add(List.of(Rule.at(point, nth, Rule.stop(node.process().pid()))));
            if (!Waiting.until(REACHED_WITHIN, node::isStopped)) {
                throw new NotInjectedException(node.name() + " did not come to be stopped " + point.words());
            }
            return node::resume;
        });
    }

    private static Fault anywhere(String name, Function<Rig, List<Node>> nodes) {
        return Fault.of(Family.STOPPED, name, PAST_THE_CHECK, (rig, random) -> {
            Node node = Kills.any(nodes.apply(rig), random);
            node.pause();
            return node::resume;
        });
    }
}
