package io.tandem.play.act;

import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.rig.Node;
import io.tandem.faults.rule.Misbehaviour;
import io.tandem.faults.rule.Point;
import io.tandem.faults.rule.Rule;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Everything that a button does; the rules and links are those of the fault harness. */
public enum Breakage {
    NONE,
    ROCKETMQ_AWAY,
    MYSQL_AWAY,
    KILL_BEFORE_COMMIT,
    SIGSTOP,
    KILL_AFTER_COMMIT,
    DROP_COMMIT,
    DROP_ROLLBACK,
    DELAY,
    CLOCK,
    DUPLICATE,
    KILL_CONSUMER,

    /** The third story of {@code make demo}: the caller is told, the commit is lost, and then the producer dies. */
    COMMIT_LOST_AND_KILLED,

    /** The second: a number that is taken already. */
    TAKEN,

    /** Only looks. */
    TRACE;

    private static final Duration SLOW = Duration.ofMillis(250);
    private static final int HOUR = 3_600;

    /** Past the broker's first check, and longer than a local transaction may take. */
    private static final Duration STOPPED = Duration.ofSeconds(6);

    /** Long enough to be seen. */
    private static final Duration AWAY = Duration.ofSeconds(2);

    private static final String UNACKNOWLEDGED = "RETURN io.smallrye.mutiny.Uni.createFrom().voidItem()";

    Script script() {
        return switch (this) {
            case NONE -> Breakage::payAndWait;
            case ROCKETMQ_AWAY -> Breakage::rocketMqAway;
            case MYSQL_AWAY -> Breakage::mySqlAway;
            case KILL_BEFORE_COMMIT -> (act, parties) -> killProducer(act, parties, Point.BEFORE_COMMIT);
            case SIGSTOP -> Breakage::sigstop;
            case KILL_AFTER_COMMIT -> (act, parties) -> killProducer(act, parties, Point.COMMITTED);
            case DROP_COMMIT -> Breakage::dropCommit;
            case DROP_ROLLBACK -> Breakage::dropRollback;
            case DELAY -> Breakage::delay;
            case CLOCK -> Breakage::clock;
            case DUPLICATE -> Breakage::duplicate;
            case KILL_CONSUMER -> Breakage::killConsumer;
            case COMMIT_LOST_AND_KILLED -> Breakage::commitLostAndKilled;
            case TAKEN -> Breakage::taken;
            case TRACE -> (act, parties) -> act.watch(parties.order());
        };
    }

    /** As in an address. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Breakage> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    private static void payAndWait(Act act, Parties parties) {
        if (act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW)) instanceof Told.Placed) {
            act.awaitShipped(parties.user(), parties.order());
        }
    }

    private static void taken(Act act, Parties parties) {
        makeSureItIsTaken(act, parties);
        act.answerOf(act.pay(parties.other(), parties.order(), Kind.DUPLICATE_BY_OTHER_USER));
    }

    private static void killProducer(Act act, Parties parties, Point point) {
        Node order = act.order();
        long pid = order.process().pid();
        order.agent().add(List.of(Rule.at(point, 1, Rule.kill())));
        Payment payment = act.pay(parties.user(), parties.order(), Kind.NEW);
        act.awaitDeath(order);
        act.note(point == Point.COMMITTED ? "killed-after-commit" : "killed-before-commit", pid);
        act.answerOf(payment);
        start(act, order, "order-native");
    }

    private static void dropCommit(Act act, Parties parties) {
        payWhileResolutionsAreLost(act, parties.user(), parties.order(), Kind.NEW, "commit-lost");
    }

    private static void dropRollback(Act act, Parties parties) {
        makeSureItIsTaken(act, parties);
        payWhileResolutionsAreLost(
                act, parties.other(), parties.order(), Kind.DUPLICATE_BY_OTHER_USER, "rollback-lost");
    }

    private static void commitLostAndKilled(Act act, Parties parties) {
        Node order = act.order();
        loseResolutions(act);
        try {
            act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW));
            act.note("commit-lost", parties.order());
            act.note("killed", order.process().pid());
            order.process().kill();
        } finally {
            act.rig().brokerAgent().clear(); // not sooner: the process that is killed must not have been asked
        }
        start(act, order, "order-native");
    }

    private static void delay(Act act, Parties parties) {
        act.note("delayed", SLOW.toMillis());
        act.breaks("order-rocketmq:slow");
        act.order().broker().delay(SLOW);
        act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW));
    }

    private static void clock(Act act, Parties parties) {
        act.note("clock", 1);
        act.breaks("order:clock");
        act.order().agent().add(Misbehaviour.clockOff(HOUR));
        payWhileResolutionsAreLost(act, parties.user(), parties.order(), Kind.NEW, "commit-lost");
        act.awaitShipped(parties.user(), parties.order());
        act.note("shipped", parties.user(), parties.order());
    }

    private static void sigstop(Act act, Parties parties) {
        Node order = act.order();
        long pid = order.process().pid();
        order.agent().add(List.of(Rule.at(Point.BEFORE_COMMIT, 1, Rule.stop(pid))));
        Payment payment = act.pay(parties.user(), parties.order(), Kind.NEW);
        act.awaitReached(order::isStopped, "order-native did not come to be stopped");
        act.note("stopped", pid);
        Waiting.pause(STOPPED);
        order.resume();
        act.note("continued", STOPPED.toSeconds());
        act.answerOf(payment);
    }

    private static void rocketMqAway(Act act, Parties parties) {
        act.note("rocketmq-away");
        act.breaks("order-rocketmq:cut");
        act.breaks("rocketmq-logistics:cut");
        act.order().broker().cut();
        act.logistics().broker().cut();
        act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW));
        Waiting.pause(AWAY);
        act.note("rocketmq-back");
        act.mend();
        act.payUntilPlaced(parties.user(), parties.order());
    }

    private static void mySqlAway(Act act, Parties parties) {
        act.note("mysql-away", act.rig().mySql().pid());
        act.rig().mySql().kill();
        act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW));
        Waiting.pause(AWAY);
        act.note("mysql-back");
        act.mend();
        act.payUntilPlaced(parties.user(), parties.order());
    }

    /** The acknowledgement is lost, so the message comes a second time. */
    private static void duplicate(Act act, Parties parties) {
        act.logistics().agent().add(List.of(Rule.at(Point.BEFORE_ACK, 1, UNACKNOWLEDGED)));
        act.note("acknowledgement-lost");
        act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW));
        act.awaitShipped(parties.user(), parties.order());
        act.awaitStep(parties.order(), "DELIVERY", "DUPLICATE");
        act.note("delivered-again", parties.order());
    }

    private static void killConsumer(Act act, Parties parties) {
        Node logistics = act.logistics();
        long pid = logistics.process().pid();
        logistics.agent().add(List.of(Rule.at(Point.BEFORE_ACK, 1, Rule.kill())));
        Payment payment = act.pay(parties.user(), parties.order(), Kind.NEW);
        act.awaitDeath(logistics);
        act.note("consumer-killed", pid);
        act.answerOf(payment);
        start(act, logistics, "logistics-native");
        act.awaitStep(parties.order(), "DELIVERY", "DUPLICATE");
        act.note("delivered-again", parties.order());
    }

    private static void payWhileResolutionsAreLost(Act act, long user, long order, Kind kind, String note) {
        loseResolutions(act);
        try {
            UUID attempt = act.payUntilDecided(user, order, kind);
            // The caller is answered while the broker is still being told.
            act.awaitReached(
                    () -> act.books().isResolved(attempt), "order-native did not tell RocketMQ what it decided");
            act.expectCheckBack(attempt);
            act.note(note, order);
        } finally {
            act.rig().brokerAgent().clear();
        }
    }

    /** Commits and rollbacks are acknowledged by the proxy, and the broker does not carry them out. */
    private static void loseResolutions(Act act) {
        act.rig().brokerAgent().add(List.of(Misbehaviour.SWALLOWED_RESOLUTIONS));
        act.breaks("order-rocketmq:lost");
    }

    private static void makeSureItIsTaken(Act act, Parties parties) {
        if (act.books().buyer(parties.order()).isEmpty()) {
            act.answerOf(act.pay(parties.user(), parties.order(), Kind.NEW));
        }
        act.awaitShipped(act.books().buyer(parties.order()).orElseThrow(), parties.order());
    }

    private static void start(Act act, Node node, String name) {
        node.restore();
        node.awaitReady();
        act.note("started", name, node.process().pid());
    }
}
