package io.tandem.faults.fault;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
public final class Catalogue {

    private static final List<Fault> ALL = Stream.of(
                    Kills.all(),
                    Pauses.all(),
                    BrokerFaults.all(),
                    MySqlFaults.all(),
                    NetworkFaults.all(),
                    ClockFaults.all())
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    public static List<Fault> all() {
        return ALL;
    }
}
