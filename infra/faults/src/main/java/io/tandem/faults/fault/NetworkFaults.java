package io.tandem.faults.fault;

import io.tandem.faults.fault.Fault.Ending;
import io.tandem.faults.rig.Node;
import io.tandem.faults.rig.Rig;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Verdict;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The way between one process and one server. */
final class NetworkFaults {

    private static final Duration WHILE = Duration.ofSeconds(4);

    /** Longer than any wait for an answer in the product. */
    private static final Duration LONG = Duration.ofSeconds(9);

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(20);
    private static final Duration SLOW = Duration.ofMillis(120);

    /** One chunk in so many is lost, and comes after the least time-out of Linux' TCP. */
    private static final int LOST_ONE_IN = 12;

    private static final Duration RETRANSMITTED_AFTER = Duration.ofMillis(200);
    private static final int RESETS = 4;
    private static final int LOSSES = 3;
    private static final int MOST_TIMES_BEFORE = 15;

    private NetworkFaults() {}

    static List<Fault> all() {
        return List.of(
                between("cut", WHILE, (link, random) -> link.cut()),
                between("requests lost, replies not", WHILE, (link, random) -> link.stallRequests()),
                between("replies lost, requests not", LONG, (link, random) -> link.stallReplies()),
                halfOpen(),
                between(
                        "silent: a firewall has forgotten the connections",
                        Duration.ZERO,
                        (link, random) -> link.silence()),
                between("slow", WHILE, (link, random) -> link.delay(SLOW)),
                between("lossy", WHILE, NetworkFaults::lossy),
                replyLost(
                        "order-native: reply to COMMIT lost",
                        Rig::orders,
                        Node::mySql,
                        (node, chunk) -> MySqlChunks.isCommit(chunk)),
                replyLost(
                        "order-native: reply to the half message lost",
                        Rig::orders,
                        Node::broker,
                        (node, chunk) -> chunk.contains("attemptId")),
                // The insert names the process in one of its columns.
                replyLost(
                        "logistics-native: reply to the insert lost",
                        Rig::logistics,
                        Node::mySql,
                        (node, chunk) -> chunk.contains("@" + node.process().pid())));
    }

    /** The peer is gone without a word: silence, and in the end a reset. */
    private static Fault halfOpen() {
        return Fault.of(Family.NETWORK, "half-open", LONG, (rig, random) -> {
            FaultyLink link = anyLink(rig, random);
            link.stall();
            return link::resetConnections;
        });
    }

    /** What packet loss looks like from above TCP: chunks that come late, and connections that break. */
    private static void lossy(FaultyLink link, Random random) {
        Random losses = new Random(random.nextLong());
        link.delay(() -> losses.nextInt(LOST_ONE_IN) == 0 ? RETRANSMITTED_AFTER : Duration.ZERO);
        for (int i = 0; i < RESETS; i++) {
            Waiting.pause(Duration.ofMillis(200 + random.nextInt(400)));
            link.resetConnections();
        }
    }

    private static Fault between(String name, Duration lasts, BiConsumer<FaultyLink, Random> how) {
        return Fault.of(Family.NETWORK, name, lasts, (rig, random) -> {
            how.accept(anyLink(rig, random), random);
            return Ending.NOTHING;
        });
    }

    static Fault replyLost(
            String name,
            Function<Rig, List<Node>> nodes,
            Function<Node, FaultyLink> link,
            BiPredicate<Node, String> request) {
        return Fault.of(Family.NETWORK, name, Duration.ofSeconds(1), (rig, random) -> {
            Node node = Kills.any(nodes.apply(rig), random);
            Nth loss = new Nth(
                    1 + random.nextInt(MOST_TIMES_BEFORE),
                    LOSSES,
                    chunk -> request.test(node, chunk),
                    Verdict.CUT_AFTER);
            link.apply(node).inspectWith(loss);
            if (!Waiting.until(REACHED_WITHIN, loss::came)) {
                throw new NotInjectedException(node.name() + " made no such request: " + name);
            }
            return Ending.NOTHING;
        });
    }

    private static FaultyLink anyLink(Rig rig, Random random) {
        List<FaultyLink> links = new ArrayList<>();
        rig.nodes().forEach(node -> links.addAll(List.of(node.mySql(), node.broker())));
        return links.get(random.nextInt(links.size()));
    }
}
