package io.tandem.bench.measure;

import java.util.Map;

/**
 * What one order costs.
 *
 * @param orders of which this is the mean
 * @param cpuMillis of each process
 * @param mySql increments of the server's counters
 * @param messages that each topic took
 * @param allocated bytes, of each role
 */
public record Cost(
        long orders,
        Map<String, Double> cpuMillis,
        Map<String, Double> mySql,
        Map<String, Double> messages,
        Map<String, Double> allocated) {

    /** The contestant's own processes, without the servers and the load generator. */
    public double ownCpuMillis() {
        return cpu("order") + cpu("logistics");
    }

    public double totalCpuMillis() {
        return cpuMillis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double cpu(String process) {
        return cpuMillis.getOrDefault(process, 0.0);
    }

    public double counter(String name) {
        return mySql.getOrDefault(name, 0.0);
    }

    /** Everything the broker stored for it, its own bookkeeping included. */
    public double messagesStored() {
        return messages.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    public double halfMessages() {
        return messages.getOrDefault("RMQ_SYS_TRANS_HALF_TOPIC", 0.0);
    }

    /** Those that a consumer gets. */
    public double published() {
        return messages.entrySet().stream()
                .filter(topic -> topic.getKey().startsWith("BENCH_"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** As Alibaba Cloud counts them. */
    public double billedCalls() {
        return Billing.calls(halfMessages(), published());
    }

    public double allocatedBytes() {
        return allocated.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
