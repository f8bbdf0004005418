package io.tandem.faults.fault;

import io.tandem.faults.fault.Fault.Ending;
import io.tandem.faults.rig.Node;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.rule.Point;
import io.tandem.faults.rule.Rule;
import io.tandem.local.fault.Verdict;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** {@code kill -9} of a process: at each step of the protocol, and at no step in particular. The other one of its kind goes on. */
final class Kills {

    private static final Duration DOWN = Duration.ofMillis(1_500);
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(20);
    private static final Set<Point> OF_LOGISTICS = EnumSet.of(Point.RECEIVED, Point.INSERTED, Point.BEFORE_ACK);
    private static final Set<Point> OF_GROUPS = EnumSet.of(
            Point.GROUP_UNACKNOWLEDGED,
            Point.GROUP_CLAIMED,
            Point.GROUP_TOLD,
            Point.GROUP_UNDONE,
            Point.GROUP_ROLLED_BACK);

    /** In milliseconds; a commit() takes some two. */
    private static final int COMMIT_TAKES = 150;

    private static final int MOST_TIMES_BEFORE = 15;

    /** Not only local transactions end in COMMIT, and only they come to the point. */
    private static final int UNTIL_DEAD = 10_000;

    private Kills() {}

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        for (Point point : Point.values()) {
            if (point != Point.GROUP_ROLLED_BACK) {
                faults.add(at(point));
            }
        }
        faults.add(twiceKilled());
        faults.add(slowThenKilled());
        faults.add(anywhere(Family.ORDER_KILLED, Rig::orders));
        faults.add(anywhere(Family.LOGISTICS_KILLED, Rig::logistics));
        return faults;
    }

    static Fault at(Point point) {
        boolean logistics = OF_LOGISTICS.contains(point);
        Family family = logistics ? Family.LOGISTICS_KILLED : Family.ORDER_KILLED;
        return fault(family, point, (rig, random) -> {
            Node node = any(logistics ? rig.logistics() : rig.orders(), random);
            int nth = 1 + random.nextInt(rare(point) ? 2 : MOST_TIMES_BEFORE);
            if (point == Point.COMMIT_UNANSWERED) {
                node.mySql().inspectWith(new Nth(nth, UNTIL_DEAD, MySqlChunks::isCommit, Verdict.CUT_AFTER));
                nth = 1;
            }
            node.agent().add(List.of(rule(point, nth)));
            return awaitDeath(node, point.words());
        });
    }

    /** The group of a process that is gone is rolled back by the other one, which then dies before all rows are there. */
    private static Fault twiceKilled() {
        return fault(Family.ORDER_KILLED, Point.GROUP_ROLLED_BACK, (rig, random) -> {
            Node first = any(rig.orders(), random);
            first.agent().add(List.of(rule(Point.GROUP_UNACKNOWLEDGED, 1)));
            awaitDeath(first, Point.GROUP_UNACKNOWLEDGED.words());
            Node second =
                    rig.orders().stream().filter(Node::isAlive).findFirst().orElseThrow();
            second.agent().add(List.of(rule(Point.GROUP_ROLLED_BACK, 1)));
            return awaitDeath(second, Point.GROUP_ROLLED_BACK.words());
        });
    }

    private static Fault fault(Family family, Point point, Fault.Injection injection) {
        return new Fault(
                point.words(),
                family,
                DOWN,
                injection,
                rig -> OF_GROUPS.contains(point) && !rig.grouping()
                        ? Optional.of("orders do not go together")
                        : Optional.empty());
    }

    /**
     * The broker asks for an attempt whose local transaction is under way; then that commits; then no process is left to say so. (Where
     * one is, RocketMQ takes a commit() even after a check-back was answered ROLLBACK.)
     */
    private static Fault slowThenKilled() {
        return Fault.of(Family.ORDER_KILLED, "slow, asked for, after COMMIT, before commit()", DOWN, (rig, random) -> {
            Node node = any(rig.orders(), random);
            Ending unlock = MySqlFaults.lockWaits(rig, random);
            try {
                Waiting.pause(MySqlFaults.IN_TIME);
                node.agent().add(List.of(Rule.at(Point.COMMITTED, 1, Rule.kill())));
            } finally {
                unlock.end();
            }
            return awaitDeath(node, Point.COMMITTED.words());
        });
    }

    private static Rule rule(Point point, int nth) {
        return point == Point.BEFORE_REPLY
                ? Rule.late(point, nth, COMMIT_TAKES, Rule.kill())
                : Rule.at(point, nth, Rule.kill());
    }

    /** Reached by a few calls only, or by whole batches. */
    private static boolean rare(Point point) {
        return point == Point.FAILED || point == Point.GROUP_UNDONE || OF_LOGISTICS.contains(point);
    }

    private static Fault anywhere(Family family, Function<Rig, List<Node>> nodes) {
        return Fault.of(family, "at any moment", DOWN, (rig, random) -> {
            Node node = any(nodes.apply(rig), random);
            Waiting.pause(Duration.ofMillis(random.nextInt(1_000)));
            node.process().kill();
            return Ending.NOTHING;
        });
    }

    private static Ending awaitDeath(Node node, String where) {
        if (!Waiting.until(REACHED_WITHIN, () -> !node.isAlive())) {
            throw new NotInjectedException(node.name() + " did not come to be killed " + where);
        }
        return Ending.NOTHING;
    }

    static Node any(List<Node> nodes, Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }
}
