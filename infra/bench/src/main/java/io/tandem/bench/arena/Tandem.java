package io.tandem.bench.arena;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.ServicePrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of this checkout, as they are deployed. */
public final class Tandem implements Contestant {

    private final String name;
    private final String key;
    private final ServicePrograms programs;
    private final boolean jvm;
    private final List<String> options;

    private Tandem(String name, String key, ServicePrograms programs, boolean jvm, List<String> options) {
        this.name = name;
        this.key = key;
        this.programs = programs;
        this.jvm = jvm;
        this.options = options;
    }

    public static Tandem onTheJvm() {
        return new Tandem("Tandem (JVM)", "TANDEM", ServicePrograms.JVM, true, List.of());
    }

    /** With more options of the JVM, such as a flight recording. */
    public static Tandem onTheJvm(String... options) {
        return new Tandem("Tandem (JVM)", "TANDEM", ServicePrograms.JVM, true, List.of(options));
    }

    /** If {@code make native} has been run. */
    public static Optional<Contestant> nativeIfBuilt() {
        try {
            ServicePrograms.nativeRunner("order-native");
            ServicePrograms.nativeRunner("logistics-native");
        } catch (LocalFailure notBuilt) {
            return Optional.empty();
        }
        return Optional.of(new Tandem("Tandem (native)", "NATIVE", ServicePrograms.NATIVE, false, List.of()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Part> parts(Arena arena, int ofEach) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < ofEach; i++) {
            parts.add(part(LOGISTICS, "logistics-native", arena.logisticsEnvironment(key, "TRANSACTION"), arena));
        }
        for (int i = 0; i < ofEach; i++) {
            parts.add(part(ORDER, "order-native", arena.orderEnvironment(key, "TRANSACTION"), arena));
        }
        return parts;
    }

    private Part part(String role, String module, Map<String, String> environment, Arena arena) {
        return Contestant.quarkus(
                role,
                gc -> {
                    List<String> all = new ArrayList<>(gc);
                    options.forEach(option -> all.add(option.replace("%ROLE%", role)));
                    return programs.commandLine(module, all);
                },
                environment,
                arena,
                key.toLowerCase(java.util.Locale.ROOT) + "-" + role,
                jvm);
    }
}
