package io.tandem.settings;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the features are tuned by. Each reads its own with a {@code ConfigMapping}, which takes no notice of a variable that it
 * does not know, and which a native executable cannot be asked about before it starts: so the names are written down here
 * again. A rule of the house holds the two together.
 */
final class FeatureSettings {

    private static final String DURATIONS = """
            MYSQL CONNECT_TIMEOUT SILENCE_LIMIT SESSION_TIMEOUT CONNECTION_LIFE LOCK_WAIT
            ROCKETMQ REQUEST_TIMEOUT ATTEMPT_WITHIN LOCAL_TRANSACTION_LIMIT SETTLE_LIMIT CHECK_BACK_LIMIT FENCE_AFTER DRAIN_LIMIT
            ROCKETMQ CONSUMER_INVISIBLE CONSUMER_LONG_POLLING CONSUMER_FIRST_BACK_OFF CONSUMER_LONGEST_BACK_OFF
            LEDGER KEEP BROKER_RETENTION PRUNE_EVERY
            REDELIVERY GRACE SEARCH_EVERY PUBLISH_EVERY FIRST_BACK_OFF LONGEST_BACK_OFF
            CONSISTENCY SHIPMENT_EXPECTED_WITHIN CHECK_TIME BROKER_GIVES_UP_AFTER GAUGES_EVERY SWEEP_EVERY
            LOGISTICS TIMEOUT
            HTTP DRAIN STOP_NOTICE
            CONNECTION REQUEST_WITHIN ANSWER_WITHIN
            SESSION IDLE ABSOLUTE TIMEOUT
            WEB STATUS_EVERY""";

    private static final String NUMBERS = """
            MYSQL POOL_SIZE TRANSACTION_POOL_SIZE SETTLE_POOL_SIZE
            ROCKETMQ SEND_ATTEMPTS BLOCKING_THREADS BLOCKING_QUEUE GROUP_SIZE GROUPS_AT_ONCE
            ROCKETMQ CONSUMER_BATCH_SIZE CONSUMER_CONCURRENCY CONSUMER_MAX_DELIVERY_ATTEMPTS
            REDELIVERY BATCH
            CONNECTION REQUESTS_AHEAD""";

    /** NAME_SERVER and BROKER_LIMIT of the console mean nothing any more; a host that still sets them starts. */
    private static final String TEXTS = """
            TOPICS *
            CONSUMERS *
            ROCKETMQ ENDPOINT USERNAME PASSWORD CREDENTIALS_PROVIDER CREDENTIALS_PROVIDER_NAME TLS TOPIC CONSUMER_GROUP
            ROCKETMQ CONSUMER_OWN_DATABASE_ONLY
            CONSISTENCY NAME_SERVER BROKER_LIMIT
            LOGISTICS URL
            SESSION COOKIE
            WEB HOME FRONT_URL NAV_*""";

    private FeatureSettings() {}

    static Set<String> names() {
        return Stream.of(durations(), numbers(), named(TEXTS))
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> durations() {
        return named(DURATIONS);
    }

    static Set<String> numbers() {
        return named(NUMBERS);
    }

    /** A line is a feature and its settings. */
    private static Set<String> named(String lines) {
        return lines.lines()
                .flatMap(line -> {
                    String[] words = line.split(" ", -1);
                    return Stream.of(words).skip(1).map(name -> "TANDEM_" + words[0] + "_" + name);
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
