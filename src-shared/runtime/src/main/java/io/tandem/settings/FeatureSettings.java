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
    private static final Map<String, String> BY_FEATURE = Map.of(
            "MYSQL",
            "HOST PORT DATABASE USER SSL_MODE SSL_CA POOL_SIZE TRANSACTION_POOL_SIZE SETTLE_POOL_SIZE CONNECT_TIMEOUT"
                    + " SILENCE_LIMIT SESSION_TIMEOUT LOCK_WAIT",
            "ROCKETMQ",
            "ENDPOINT USERNAME TLS TOPIC CONSUMER_GROUP REQUEST_TIMEOUT SEND_ATTEMPTS BLOCKING_THREADS BLOCKING_QUEUE ATTEMPT_WITHIN"
                    + " LOCAL_TRANSACTION_LIMIT SETTLE_LIMIT CHECK_BACK_LIMIT FENCE_AFTER DRAIN_LIMIT CONSUMER_BATCH_SIZE"
                    + " CONSUMER_CONCURRENCY CONSUMER_INVISIBLE CONSUMER_LONG_POLLING CONSUMER_MAX_DELIVERY_ATTEMPTS"
                    + " CONSUMER_FIRST_BACK_OFF CONSUMER_LONGEST_BACK_OFF",
            "LEDGER",
            "KEEP BROKER_RETENTION PRUNE_EVERY",
            "REDELIVERY",
            "GRACE SEARCH_EVERY PUBLISH_EVERY BATCH FIRST_BACK_OFF LONGEST_BACK_OFF",
            "CONSISTENCY",
            "SHIPMENT_EXPECTED_WITHIN CHECK_TIME BROKER_GIVES_UP_AFTER NAME_SERVER BROKER_LIMIT GAUGES_EVERY SWEEP_EVERY",
            "LOGISTICS",
            "URL TIMEOUT",
            "HTTP",
            "DRAIN STOP_NOTICE",
            "CONNECTION",
            "REQUEST_WITHIN ANSWER_WITHIN REQUESTS_AHEAD",
            "SESSION",
            "IDLE ABSOLUTE TIMEOUT",
            "WEB",
            "HOME NAV_*");

    private FeatureSettings() {}

    static Set<String> names() {
        return BY_FEATURE.entrySet().stream()
                .flatMap(feature -> Stream.of(feature.getValue().split(" ", -1))
                        .map(name -> "TANDEM_" + feature.getKey() + "_" + name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
