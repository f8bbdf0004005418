package io.tandem.bench.arena;

import io.tandem.local.process.FreePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A system that takes orders and creates their shipments. */
public interface Contestant {

    String ORDER = "order";
    String LOGISTICS = "logistics";

    /** Seata's transaction coordinator: a server like MySQL and RocketMQ, but one that a single contestant needs. */
    String SEATA = "seata";

    /** As the tables call it. */
    String name();

    /**
     * Whether messages go between its services. One without has no part in the table of another flush mode, and is measured in brief:
     * beside it stands what it shows, and the minutes are needed for what depends on the broker.
     */
    default boolean usesMessages() {
        return true;
    }

    /** Whether it needs load until it is compiled: a native executable is as quick at once as it gets. */
    default boolean compilesWhileItRuns() {
        return true;
    }

    /** Its processes, none of them started. */
    List<Part> parts(Arena arena, int ofEach);

    /** With one process of each kind. */
    default Site start(Arena arena) {
        return start(arena, 1);
    }

    /** With several. */
    default Site start(Arena arena, int ofEach) {
        arena.progress().say(name() + ": starting");
        return Site.start(parts(arena, ofEach));
    }

    /** One Quarkus process with Tandem's web layer. */
    static Part quarkus(
            String role,
            CommandLine program,
            Map<String, String> environment,
            Arena arena,
            String logName,
            boolean jvm) {
        int port = FreePorts.next();
        int management = FreePorts.next();
        Map<String, String> all = new java.util.LinkedHashMap<>(environment);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        Path gcLog = jvm ? gcLog(arena, logName + "-" + port) : null;
        return Part.of(
                role,
                program.words(jvm ? gcOptions(gcLog) : List.of()),
                all,
                arena.log(logName),
                "http://127.0.0.1:" + port,
                "http://127.0.0.1:" + management + "/q/health/ready",
                gcLog);
    }

    static Path gcLog(Arena arena, String name) {
        return arena.log(name + "-gc");
    }

    /** Written when a collection ends, a line each: what it costs cannot be seen. */
    static List<String> gcOptions(Path gcLog) {
        List<String> options = new ArrayList<>();
        options.add("-Xlog:gc:file=" + gcLog + ":uptime:filecount=0");
        return options;
    }

    /** A program with more options for its JVM. */
    @FunctionalInterface
    interface CommandLine {
        List<String> words(List<String> jvmOptions);
    }
}
