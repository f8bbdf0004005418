package io.tandem.bench.scaling;

/**
 * How many of each are needed for a rate.
 *
 * @param cells databases, each with the order numbers whose hash is its own, and with the hosts that serve them
 * @param messageCalls a second, against which RocketMQ's instance class is bought
 */
record Layout(double perSecond, int cells, int orderHosts, int logisticsHosts, double messageCalls) {

    /** So that nothing is used beyond the usable share. */
    static Layout of(double perSecond, PerOrder cost, Cloud cloud) {
        double seconds = 1_000 * cloud.coreSpeed() * cloud.usable();
        int cells = upwards(perSecond * cost.mySql() / (seconds * cloud.mySqlCores()));
        return new Layout(
                perSecond,
                cells,
                Math.max(2, upwards(perSecond * cost.order() / (seconds * cloud.orderCores()))),
                Math.max(2, upwards(perSecond * cost.logistics() / (seconds * cloud.orderCores()))),
                perSecond * Cloud.MESSAGE_CALLS_PER_ORDER);
    }

    private static int upwards(double many) {
        return (int) Math.max(1, Math.ceil(many));
    }
}
