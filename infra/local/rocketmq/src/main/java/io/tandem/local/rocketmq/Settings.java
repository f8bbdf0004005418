package io.tandem.local.rocketmq;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the launcher is told on its command line, as {@code key=value} words. Nothing here is secret: the local broker
 * listens on the loopback interface only and asks nobody for credentials.
 *
 * @param home where the broker keeps its messages and tables
 * @param brokerPort the remoting port; the broker also opens {@code brokerPort - 2}, its "fast" port
 * @param broker settings of RocketMQ's {@code broker.conf}, given as {@code broker.<name>=<value>}
 */
record Settings(Path home, int nameServerPort, int brokerPort, int grpcPort, Properties broker) {

    static Settings of(String... words) {
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
        return new Settings(
                Path.of(required(given, "home")).toAbsolutePath(),
                Integer.parseInt(required(given, "name-server-port")),
                Integer.parseInt(required(given, "broker-port")),
                Integer.parseInt(required(given, "grpc-port")),
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
