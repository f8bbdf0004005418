package io.tandem.bench.arena;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tutorial's way on Spring Boot. */
public final class SpringPeer implements Contestant {

    private static final String MODULE = "infra/bench/peers/spring";

    private final String name;
    private final String key;
    private final Path javaHome;
    private final List<String> options;

    private SpringPeer(String name, String key, Path javaHome, List<String> options) {
        this.name = name;
        this.key = key;
        this.javaHome = javaHome;
        this.options = options;
    }

    /** A thread for each request, out of Tomcat's pool. */
    public static SpringPeer onAPool() {
        return new SpringPeer(
                "Spring Boot (pool, JDK " + Runtime.version().feature() + ")",
                "SPRING",
                Path.of(System.getProperty("java.home")),
                List.of());
    }

    /** From JDK 24 on, virtual threads that wait in a {@code synchronized} block keep no carrier. */
    public static SpringPeer onVirtualThreads(Path jdk25) {
        return new SpringPeer(
                "Spring Boot (virtual threads, JDK 25)",
                "SPRING25",
                jdk25,
                List.of("-Dspring.threads.virtual.enabled=true"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Part> parts(Arena arena, int ofEach) {
        Map<String, String> logistics = arena.logisticsEnvironment(key, "TRANSACTION");
        Map<String, String> order = new LinkedHashMap<>(arena.orderEnvironment(key, "TRANSACTION"));
        order.put("SPRING_PROFILES_ACTIVE", "order");
        return List.of(
                part(LOGISTICS, "io.tandem.peer.spring.logistics.LogisticsApplication", logistics, arena),
                part(ORDER, "io.tandem.peer.spring.order.OrderApplication", order, arena));
    }

    private Part part(String role, String main, Map<String, String> environment, Arena arena) {
        List<String> all = new ArrayList<>(options);
        all.add("-Drocketmq.log.level=ERROR");
        all.add("-Drocketmq.log.root=" + arena.log("rocketmq-client").getParent());
        return SpringBoot.part(MODULE, role, main, environment, arena, javaHome, all);
    }
}
