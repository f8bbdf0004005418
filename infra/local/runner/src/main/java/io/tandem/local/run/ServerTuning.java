package io.tandem.local.run;

import io.tandem.local.mysql.Durability;
import java.util.List;
import java.util.Map;

/**
 * How the servers of a run differ from those of {@code make run}: for who measures, and must say with what.
 *
 * @param mySqlOptions more options of mysqld
 * @param brokerSettings RocketMQ's own names
 */
public record ServerTuning(Durability durability, List<String> mySqlOptions, Map<String, String> brokerSettings) {

    static final ServerTuning NONE = new ServerTuning(Durability.EACH_COMMIT, List.of(), Map.of());

    public ServerTuning {
        mySqlOptions = List.copyOf(mySqlOptions);
        brokerSettings = Map.copyOf(brokerSettings);
    }
}
