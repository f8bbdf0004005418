package io.tandem.local.rocketmq;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the launcher is told on its command line, as {@code key=value} words. Nothing there is secret: who has an account stands
 * in a file.
 *
 * @param home where the broker keeps its messages and tables
 * @param brokerPort the remoting port; the broker also opens {@code brokerPort - 2}, its "fast" port
 * @param grpcHost where clients come to; everything else listens on the loopback interface
 * @param tlsOnly whether a client that does not speak TLS is turned away
 * @param accounts empty: no client is asked for credentials
 * @param broker settings of RocketMQ's {@code broker.conf}, given as {@code broker.<name>=<value>}
 */
record Settings(
        Path home,
        int nameServerPort,
        int brokerPort,
        String grpcHost,
        int grpcPort,
        boolean tlsOnly,
        Optional<Accounts> accounts,
        Properties broker) {

    static Settings of(String... words) throws IOException {
        Map<String, String> given = new TreeMap<>();
        Properties broker = new Properties();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Not key=value: " + word);
            }
            String key = word.substring(0, equals);
            String value = word.substring(equals + 1);
            if (key.startsWith("broker.")) {
                broker.setProperty(key.substring("broker.".length()), value);
            } else {
                given.put(key, value);
            }
        }
        String accounts = given.get("accounts");
        return new Settings(
                Path.of(required(given, "home")).toAbsolutePath(),
                Integer.parseInt(required(given, "name-server-port")),
                Integer.parseInt(required(given, "broker-port")),
                given.getOrDefault("grpc-host", Loopback.HOST),
                Integer.parseInt(required(given, "grpc-port")),
                Boolean.parseBoolean(given.get("tls-only")),
                accounts == null ? Optional.empty() : Optional.of(Accounts.read(Path.of(accounts))),
                broker);
    }

    String nameServerAddress() {
        return Loopback.HOST + ":" + nameServerPort;
    }

    private static String required(Map<String, String> given, String key) {
        String value = given.get(key);
        if (value == null) {
            throw new IllegalArgumentException("Missing: " + key + "=…");
        }
        return value;
    }
}
