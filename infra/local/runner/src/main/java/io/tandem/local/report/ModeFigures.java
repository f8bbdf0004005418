package io.tandem.local.report;

/**
 * What was measured of one way to build the services.
 *
 * @param mode what people call it
 * @param order of {@code order-native}
 * @param logistics of {@code logistics-native}
 * @param load what one of each could take
 */
record ModeFigures(String mode, ServiceFigures order, ServiceFigures logistics, LoadFigures load) {

    /**
     * @param programBytes what has to be brought to a host, without a JRE
     * @param millisToReady from the start of the process until readiness says 200, with broker and database in reach; the
     *     median of the starts
     * @param idleBytes resident set after the last start, before any request but health checks
     * @param loadedBytes the largest resident set up to the end of the load (VmHWM of proc(5))
     */
    record ServiceFigures(long programBytes, long millisToReady, long idleBytes, long loadedBytes) {}

    /**
     * @param ordersPerSecond answered 201, over the time that was measured
     * @param refused answered otherwise
     * @param p50Millis half of the answers came sooner
     * @param p99Millis 99 of 100 came sooner
     * @param orderCpuMillis processor time of {@code order-native} for one order
     * @param logisticsCpuMillis likewise of {@code logistics-native}
     */
    record LoadFigures(
            double ordersPerSecond,
            long refused,
            double p50Millis,
            double p99Millis,
            double orderCpuMillis,
            double logisticsCpuMillis) {}
}
