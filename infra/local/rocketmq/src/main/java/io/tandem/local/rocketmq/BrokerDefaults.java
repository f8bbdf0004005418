package io.tandem.local.rocketmq;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The {@code broker.conf} of a small broker for one machine. Each value that is not a path or a name has its reason
 * beside it; all can be overridden.
 */
final class BrokerDefaults {

    static final String CLUSTER = "DefaultCluster";
    static final String BROKER = "broker-a";

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private BrokerDefaults() {}

    static Properties in(Path home) {
        Properties settings = new Properties();
        settings.putAll(addresses());
        settings.putAll(storage(home));
        settings.putAll(transactions());
        return settings;
    }

    private static Map<String, String> addresses() {
        return Map.of(
                "brokerClusterName",
                CLUSTER,
                "brokerName",
                BROKER,
                "brokerIP1",
                Loopback.HOST,
                "brokerIP2",
                Loopback.HOST,
                "bindAddress",
                Loopback.HOST,
                "brokerRole",
                "ASYNC_MASTER",
                // A misspelt topic or group must fail here as it does in the cloud.
                "autoCreateTopicEnable",
                "false",
                "autoCreateSubscriptionGroup",
                "false");
    }

    private static Map<String, String> storage(Path home) {
        return Map.ofEntries(
                Map.entry("storePathRootDir", home.resolve("store").toString()),
                Map.entry("storePathCommitLog", home.resolve("store/commitlog").toString()),
                Map.entry("flushDiskType", "ASYNC_FLUSH"),
                // The stock 1 GiB commit log files are allocated in full at the first message.
                Map.entry("mappedFileSizeCommitLog", String.valueOf(16 * MIB)),
                Map.entry("mappedFileSizeConsumeQueue", String.valueOf(20 * 5000)),
                Map.entry("mappedFileSizeTimerLog", String.valueOf(4 * MIB)),
                Map.entry("maxHashSlotNum", "20000"),
                Map.entry("maxIndexNum", "80000"),
                Map.entry("enableCompaction", "false"),
                Map.entry("transientStorePoolEnable", "false"),
                // The stock 75 % stops the broker on a developer's full disk.
                Map.entry("diskMaxUsedSpaceRatio", "95"),
                // Every writing thread keeps a direct buffer of this size; the stock 4 MiB ends in OutOfMemoryError.
                Map.entry("maxMessageSize", String.valueOf(256 * KIB)),
                // Without the timer wheel nothing revives a message whose consumer failed.
                Map.entry("timerWheelEnable", "true"),
                // The flush loop of the timer costs 0.6 of a core at its stock interval of one second.
                Map.entry("timerFlushIntervalMs", "60000"));
    }

    private static Map<String, String> transactions() {
        return Map.of(
                // First check about 1.6 s after the half message, so that people and tests see check-backs happen.
                "transactionTimeOut", "1000",
                "transactionCheckInterval", "1000",
                // The product of the two is a deadline: with the stock 15 an open message would be dropped after 15 s.
                "transactionCheckMax", "300",
                // Must stay well below the interval, or a committed message is checked (and delivered) once more.
                "transactionOpBatchInterval", "100");
    }
}
