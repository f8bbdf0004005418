package io.tandem.bench.arena;

import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.run.ServicePrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The outbox instead of the half message; the consumer is Tandem's. */
public final class OutboxPeer implements Contestant {

    private static final String KEY = "OUTBOX";

    @Override
    public String name() {
        return "Outbox (our stack)";
    }

    /** One relay, as the pattern has it. */
    @Override
    public List<Part> parts(Arena arena, int ofEach) {
        Map<String, String> logistics = arena.logisticsEnvironment(KEY, "NORMAL");
        Map<String, String> order = arena.orderEnvironment(KEY, "NORMAL");
        return List.of(
                Contestant.quarkus(
                        LOGISTICS,
                        gc -> ServicePrograms.JVM.commandLine("logistics-native", gc),
                        logistics,
                        arena,
                        "outbox-logistics",
                        true),
                Contestant.quarkus(ORDER, OutboxPeer::program, order, arena, "outbox-order", true));
    }

    private static List<String> program(List<String> gc) {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        options.addAll(gc);
        return JavaProgram.jar(
                ProjectRoot.built("infra/bench/peers/outbox", "target/quarkus-app/quarkus-run.jar"),
                options.toArray(String[]::new));
    }
}
