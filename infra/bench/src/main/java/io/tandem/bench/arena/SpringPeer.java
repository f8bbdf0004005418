package io.tandem.bench.arena;

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
        return SpringBoot.part(
                MODULE,
                role,
                main,
                environment,
                arena,
                "-Drocketmq.log.level=ERROR",
                "-Drocketmq.log.root=" + arena.log("rocketmq-client").getParent());
    }
}
