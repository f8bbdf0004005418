package io.tandem.bench.arena;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.ServicePrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The services of this checkout as they are deployed, or of another, or with settings to try. */
public final class Tandem implements Contestant {

    private final String name;
    private final String key;
    private final ServicePrograms programs;
    private final boolean jvm;
    private final Map<String, String> settings;

    private Tandem(String name, String key, ServicePrograms programs, boolean jvm, Map<String, String> settings) {
        this.name = name;
        this.key = key;
        this.programs = programs;
        this.jvm = jvm;
        this.settings = settings;
    }

    public static Contestant onTheJvm() {
        return new Tandem("Tandem (JVM)", "TANDEM", ServicePrograms.JVM, true, Map.of());
    }

    /** Each order with its own half message and transaction, as before there were groups. */
    public static Contestant withoutGroups() {
        return new Tandem(
                "Tandem (without groups)",
                "ALONE",
                ServicePrograms.JVM,
                true,
                Map.of("TANDEM_ROCKETMQ_GROUP_SIZE", "1"));
    }

    /** If {@code make native} has been run. */
    public static Optional<Contestant> nativeIfBuilt() {
        try {
            ServicePrograms.nativeRunner("order-native");
            ServicePrograms.nativeRunner("logistics-native");
        } catch (LocalFailure notBuilt) {
            return Optional.empty();
        }
        return Optional.of(new Tandem("Tandem (native)", "NATIVE", ServicePrograms.NATIVE, false, Map.of()));
    }

    /** A build of another checkout, which shows what a change is worth, with the same options: {@code BENCH_BASELINE=path}. */
    public static Contestant baseline(Path checkout) {
        return new Tandem("Tandem (baseline)", "BASELINE", ServicePrograms.builtIn(checkout), true, Map.of());
    }

    /** This build with other settings: words that begin with a dash are the JVM's, the others {@code NAME=value}. */
    public static Contestant variant(int number, List<String> words) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> options = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                options.add(word);
            } else {
                String[] setting = word.split("=", 2);
                settings.put(setting[0], setting[1]);
            }
        }
        ServicePrograms programs = (module, more) -> {
            List<String> all = new ArrayList<>(options);
            all.replaceAll(option -> option.replace("%MODULE%", module));
            all.addAll(more);
            return ServicePrograms.JVM.commandLine(module, all);
        };
        return new Tandem(
                "Tandem (variant " + String.join(" ", words) + ")", "VARIANT" + number, programs, true, settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean compilesWhileItRuns() {
        return jvm;
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
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(settings);
        return Contestant.quarkus(
                role,
                gc -> programs.commandLine(module, gc),
                all,
                arena,
                key.toLowerCase(Locale.ROOT) + "-" + role,
                jvm);
    }
}
