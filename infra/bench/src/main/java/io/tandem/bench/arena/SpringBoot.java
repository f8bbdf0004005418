package io.tandem.bench.arena;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.ProjectRoot;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the peers on Spring Boot are run: on classes and libraries side by side, and with the same JVM options as all. */
final class SpringBoot {

    private SpringBoot() {}

    /** One process of the peer that is built in that module. */
    static Part part(
            String module,
            String role,
            String main,
            Map<String, String> environment,
            Arena arena,
            Path javaHome,
            List<String> more) {
        int port = FreePorts.next();
        String url = "http://127.0.0.1:" + port;
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("PORT", Integer.toString(port));
        String name = Path.of(module).getFileName() + "-" + role;
        Path gcLog = Contestant.gcLog(arena, name + "-" + port);
        List<String> options = new ArrayList<>(more);
        options.addAll(Contestant.gcOptions(gcLog));
        List<String> words = words(module, main, options);
        words.set(0, javaHome.resolve("bin/java").toString());
        return Part.of(role, words, all, arena.log(name), url, url + "/ready", gcLog);
    }

    /** The command line of a main class of that module. */
    static List<String> words(String module, String main, List<String> more) {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        options.addAll(more);
        Path classes = ProjectRoot.built(module, "target/classes");
        Path libraries = ProjectRoot.built(module, "target/lib");
        return JavaProgram.main(
                classes + File.pathSeparator + libraries + File.separator + "*",
                main,
                List.of(),
                options.toArray(String[]::new));
    }
}
