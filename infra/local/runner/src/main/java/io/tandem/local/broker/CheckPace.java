package io.tandem.local.broker;

import java.util.Map;

/** How soon, how often and how many times the broker checks a half message that was never resolved. */
public enum CheckPace {
    /** First check after about 1.6 s, then every 2 s for ten minutes: for people who watch, and for tests. */
    FAST(1_000, 1_000, 300),
    /** As in the cloud: first check after 6 s, then every 30 s, 15 times. */
    CLOUD(6_000, 30_000, 15);

    private final int timeOutMs;
    private final int intervalMs;
    private final int times;

    CheckPace(int timeOutMs, int intervalMs, int times) {
        this.timeOutMs = timeOutMs;
        this.intervalMs = intervalMs;
        this.times = times;
    }

    Map<String, String> brokerSettings() {
        // "TimeOut" with a capital O: RocketMQ ignores a key that it does not know, and uses its default.
        return Map.of(
                "transactionTimeOut", Integer.toString(timeOutMs),
                "transactionCheckInterval", Integer.toString(intervalMs),
                "transactionCheckMax", Integer.toString(times));
    }
}
