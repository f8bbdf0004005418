package io.tandem.bench.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Orders through one cell (one database, its share of the hosts and of the broker), event by event. An order takes the way that
 * the architecture page draws: half message, local transaction, reply; commit, delivery, shipment. Times of computing are random
 * around what was measured; times of waiting are the cloud's.
 */
final class Simulation {

    private static final long SEED = 20_261_124L;
    /** Of an order process' time: before the half message, around the local transaction, and for the commit. */
    private static final double[] ORDER_SHARES = {0.35, 0.45, 0.20};
    /** Of the broker's: half message, commit, delivery with its acknowledgement. */
    private static final double[] BROKER_SHARES = {0.35, 0.30, 0.35};
    /** Of MySQL's: local transaction, shipment. */
    private static final double[] MYSQL_SHARES = {0.7, 0.3};

    private final PerOrder cost;
    private final Cloud cloud;
    private final Layout layout;
    private final Random random = new Random(SEED);
    private final Clock clock = new Clock();
    private final Station order;
    private final Station logistics;
    private final Station mySql;
    private final Station disk;
    private final Station broker;
    private final List<Double> replies = new ArrayList<>();
    private final List<Double> shipments = new ArrayList<>();

    Simulation(PerOrder cost, Cloud cloud, Layout layout) {
        this.cost = cost;
        this.cloud = cloud;
        this.layout = layout;
        int cells = layout.cells();
        order = Station.cores("order", clock, cores(layout.orderHosts(), cells));
        logistics = Station.cores("logistics", clock, cores(layout.logisticsHosts(), cells));
        mySql = Station.cores("MySQL", clock, cloud.mySqlCores());
        disk = Station.groups("MySQL's disk", clock);
        // As many cores as keep it below the usable share: what one buys there is a quota, not a machine.
        double brokerCores = layout.perSecond() / cells * cost.broker() / (1_000 * cloud.coreSpeed() * cloud.usable());
        broker = Station.cores("broker", clock, (int) Math.max(2, Math.ceil(brokerCores)));
    }

    private int cores(int hosts, int cells) {
        return Math.max(1, Math.round(hosts * cloud.orderCores() / (float) cells));
    }

    Report run(double seconds) {
        double perMilli = layout.perSecond() / layout.cells() / 1_000;
        double end = seconds * 1_000;
        for (double at = gap(perMilli); at < end; at += gap(perMilli)) {
            clock.after(at, this::pay);
        }
        clock.run();
        return new Report(
                at(replies, 0.50),
                at(replies, 0.99),
                at(shipments, 0.99),
                order.usedOver(end),
                logistics.usedOver(end),
                mySql.usedOver(end),
                disk.usedOver(end));
    }

    private void pay() {
        double began = clock.now();
        order.enter(about(cost.order() * ORDER_SHARES[0]), () -> away(() -> halfMessage(began)));
    }

    private void halfMessage(double began) {
        broker.enter(
                about(cost.broker() * BROKER_SHARES[0]),
                () -> clock.after(cloud.brokerMillis() + cloud.networkMillis(), () -> localTransaction(began)));
    }

    /** Four round trips: begin, claim, order, commit. */
    private void localTransaction(double began) {
        double computing = about(cost.mySql() * MYSQL_SHARES[0]);
        clock.after(
                6 * cloud.networkMillis(),
                () -> mySql.enter(
                        computing,
                        () -> disk.enter(
                                cloud.flushMillis(),
                                () -> away(() ->
                                        order.enter(about(cost.order() * ORDER_SHARES[1]), () -> replied(began))))));
    }

    private void replied(double began) {
        replies.add(clock.now() - began);
        order.enter(
                about(cost.order() * ORDER_SHARES[2]),
                () -> away(() -> broker.enter(
                        about(cost.broker() * BROKER_SHARES[1]),
                        () -> clock.after(cloud.brokerMillis(), () -> deliver(began)))));
    }

    private void deliver(double began) {
        broker.enter(
                about(cost.broker() * BROKER_SHARES[2]),
                () -> away(() -> logistics.enter(
                        about(cost.logistics()),
                        () -> away(() -> mySql.enter(
                                about(cost.mySql() * MYSQL_SHARES[1]),
                                () -> disk.enter(cloud.flushMillis(), () -> shipments.add(clock.now() - began)))))));
    }

    private void away(Runnable then) {
        clock.after(cloud.networkMillis(), then);
    }

    /** Gamma of shape 2: rarely twice the mean, now and then four times. */
    private double about(double mean) {
        double scale = mean / cloud.coreSpeed() / 2;
        return scale * (exponential() + exponential());
    }

    private double gap(double perMilli) {
        return exponential() / perMilli;
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    private static double at(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1.0, sorted.length * share)];
    }

    /** Milliseconds, and the shares of the time in which each worked. */
    record Report(
            double replyP50,
            double replyP99,
            double shipmentP99,
            double order,
            double logistics,
            double mySql,
            double disk) {

        String busiest() {
            double most =
                    Arrays.stream(new double[] {order, logistics, mySql}).max().orElse(0);
            return most == order ? "order" : most == mySql ? "MySQL" : "logistics";
        }
    }
}
