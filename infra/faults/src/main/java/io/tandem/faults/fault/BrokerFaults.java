package io.tandem.faults.fault;

import io.tandem.faults.fault.Fault.Ending;
import io.tandem.faults.rig.Rig;
import io.tandem.faults.rule.Misbehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** RocketMQ goes away, forgets, or says yes and does nothing. */
final class BrokerFaults {

    private static final Duration DOWN = Duration.ofSeconds(2);

    /** The broker looks every ten seconds ({@code cleanResourceInterval}). */
    private static final Duration NOTICED = Duration.ofSeconds(12);

    /** It refuses from 90 % on ({@code diskSpaceWarningLevelRatio}); quite full, and its mapped files would kill it. */
    private static final double FULL = 0.94;

    private BrokerFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(Family.BROKER, "killed", DOWN, (rig, random) -> {
                    rig.rocketMq().kill();
                    return Ending.NOTHING;
                }),
                Fault.of(Family.BROKER, "restarted", Duration.ZERO, (rig, random) -> {
                    rig.rocketMq().stop();
                    return Ending.NOTHING;
                }),
                Fault.of(Family.BROKER, "killed, its store wiped", DOWN, (rig, random) -> {
                    rig.rocketMq().kill();
                    rig.wipeBroker();
                    return Ending.NOTHING;
                }),
                swallowed(),
                new Fault(
                        "disk full",
                        Family.BROKER,
                        NOTICED,
                        (rig, random) -> {
                            rig.disk().fill(FULL);
                            return rig.disk()::free;
                        },
                        BrokerFaults::noDisk));
    }

    private static Optional<String> noDisk(Rig rig) {
        return rig.disk().isOwn() ? Optional.empty() : Optional.of("no disk of its own could be mounted (needs root)");
    }

    static Fault swallowed() {
        return Fault.of(Family.BROKER, "commit() acknowledged and lost", Duration.ofSeconds(3), (rig, random) -> {
            rig.brokerAgent().add(List.of(Misbehaviour.SWALLOWED_RESOLUTIONS));
            return rig.brokerAgent()::clear;
        });
    }
}
