package io.tandem.settings;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the features are tuned by. Each reads its own with a {@code ConfigMapping}, which takes no notice of a variable that it
 * does not know, and which a native executable cannot be asked about before it starts: so the names are written down here
 * again. A rule of the house holds the two together.
 */
final class FeatureSettings {

    /** NAME_SERVER and BROKER_LIMIT of the console mean nothing any more; a host that still sets them starts. */
    private static final Map<String, String> BY_FEATURE = Map.ofEntries(
            Map.entry("TOPICS", "*"),
            Map.entry("CONSUMERS", "*"),
            Map.entry(
                    "MYSQL",
                    "POOL_SIZE TRANSACTION_POOL_SIZE SETTLE_POOL_SIZE CONNECT_TIMEOUT SILENCE_LIMIT SESSION_TIMEOUT LOCK_WAIT"),
            Map.entry(
                    "ROCKETMQ",
                    "ENDPOINT USERNAME PASSWORD CREDENTIALS_PROVIDER CREDENTIALS_PROVIDER_NAME TLS TOPIC CONSUMER_GROUP GROUP_SIZE GROUPS_AT_ONCE REQUEST_TIMEOUT SEND_ATTEMPTS BLOCKING_THREADS BLOCKING_QUEUE ATTEMPT_WITHIN"
                            + " LOCAL_TRANSACTION_LIMIT SETTLE_LIMIT CHECK_BACK_LIMIT FENCE_AFTER DRAIN_LIMIT CONSUMER_BATCH_SIZE"
                            + " CONSUMER_CONCURRENCY CONSUMER_INVISIBLE CONSUMER_LONG_POLLING CONSUMER_MAX_DELIVERY_ATTEMPTS"
                            + " CONSUMER_FIRST_BACK_OFF CONSUMER_LONGEST_BACK_OFF"),
            Map.entry("LEDGER", "KEEP BROKER_RETENTION PRUNE_EVERY"),
            Map.entry("REDELIVERY", "GRACE SEARCH_EVERY PUBLISH_EVERY BATCH FIRST_BACK_OFF LONGEST_BACK_OFF"),
            Map.entry(
                    "CONSISTENCY",
                    "SHIPMENT_EXPECTED_WITHIN CHECK_TIME BROKER_GIVES_UP_AFTER NAME_SERVER BROKER_LIMIT GAUGES_EVERY SWEEP_EVERY"),
            Map.entry("LOGISTICS", "URL TIMEOUT"),
            Map.entry("HTTP", "DRAIN STOP_NOTICE"),
            Map.entry("CONNECTION", "REQUEST_WITHIN ANSWER_WITHIN REQUESTS_AHEAD"),
            Map.entry("SESSION", "IDLE ABSOLUTE TIMEOUT"),
            Map.entry("WEB", "HOME NAV_*"));

    private FeatureSettings() {}

    static Set<String> names() {
        return BY_FEATURE.entrySet().stream()
                .flatMap(feature -> Stream.of(feature.getValue().split(" ", -1))
                        .map(name -> "TANDEM_" + feature.getKey() + "_" + name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
