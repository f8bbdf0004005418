package io.tandem.bench.scaling;

/**
 * What the simulation assumes of the cloud, since this machine cannot tell. Change it and run again.
 *
 * @param networkMillis one way between two hosts of a zone
 * @param flushMillis one write of MySQL's logs to an ESSD disk, acknowledged; all commits that wait share the next
 * @param brokerMillis that the broker keeps a request besides computing
 * @param orderCores of one order host, and of one logistics host
 * @param mySqlCores of one database, of the largest class that one would begin with
 * @param coreSpeed of a core there, as a multiple of one here
 * @param usable share of a core or a quota that may be used before queues grow
 */
record Cloud(
        double networkMillis,
        double flushMillis,
        double brokerMillis,
        int orderCores,
        int mySqlCores,
        double coreSpeed,
        double usable) {

    static final Cloud ASSUMED = new Cloud(0.15, 1.0, 0.3, 2, 8, 1.0, 0.6);

    /** Alibaba Cloud counts a transaction message's sending five times, and its receiving once. */
    static final int MESSAGE_CALLS_PER_ORDER = 6;
}
