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

/** The tutorial's way on Spring Boot. */
public final class SpringPeer implements Contestant {

    private static final String MODULE = "infra/bench/peers/spring";
    private static final String KEY = "SPRING";

    @Override
    public String name() {
        return "Spring Boot (tutorial's way)";
    }

    @Override
    public List<Part> parts(Arena arena, int ofEach) {
        Map<String, String> logistics = arena.logisticsEnvironment(KEY, "TRANSACTION");
        Map<String, String> order = new LinkedHashMap<>(arena.orderEnvironment(KEY, "TRANSACTION"));
        order.put("SPRING_PROFILES_ACTIVE", "order");
        return List.of(
                part(LOGISTICS, "io.tandem.peer.spring.logistics.LogisticsApplication", logistics, arena),
                part(ORDER, "io.tandem.peer.spring.order.OrderApplication", order, arena));
    }

    private static Part part(String role, String main, Map<String, String> environment, Arena arena) {
        int port = FreePorts.next();
        String url = "http://127.0.0.1:" + port;
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("PORT", Integer.toString(port));
        Path gcLog = Contestant.gcLog(arena, "spring-" + role + "-" + port);
        List<String> options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Drocketmq.log.level=ERROR",
                "-Drocketmq.log.root=" + gcLog.getParent()));
        options.addAll(Contestant.gcOptions(gcLog));
        Path classes = ProjectRoot.built(MODULE, "target/classes");
        Path libraries = ProjectRoot.built(MODULE, "target/lib");
        List<String> words = JavaProgram.main(
                classes + File.pathSeparator + libraries + File.separator + "*",
                main,
                List.of(),
                options.toArray(String[]::new));
        return Part.of(role, words, all, arena.log("spring-" + role), url, url + "/ready", gcLog);
    }
}
