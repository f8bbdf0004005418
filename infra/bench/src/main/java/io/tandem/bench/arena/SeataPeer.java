package io.tandem.bench.arena;

import io.tandem.local.process.FreePorts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A global transaction over two Spring Boot services, in the AT mode of Seata, instead of a message. RocketMQ has no part in it. */
public final class SeataPeer implements Contestant {

    private static final String MODULE = "infra/bench/peers/seata";
    private static final String SERVER_MODULE = "infra/bench/peers/seata-server";

    @Override
    public String name() {
        return "Seata AT (Spring Boot)";
    }

    @Override
    public boolean usesMessages() {
        return false;
    }

    @Override
    public List<Part> parts(Arena arena, int ofEach) {
        int port = FreePorts.next();
        Part logistics = part(LOGISTICS, "logistics.LogisticsApplication", port, arena.logisticsEnvironment(), arena);
        Map<String, String> environment = new LinkedHashMap<>(arena.orderEnvironment());
        environment.put("LOGISTICS_URL", logistics.url());
        Part order = part(ORDER, "order.OrderApplication", port, environment, arena);
        return List.of(server(port, arena), logistics, order);
    }

    private static Part part(String role, String main, int seata, Map<String, String> environment, Arena arena) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("SPRING_PROFILES_ACTIVE", "seata");
        all.put("ROLE", role);
        all.put("SEATA_PORT", Integer.toString(seata));
        return SpringBoot.part(
                MODULE,
                role,
                "io.tandem.peer.seata." + main,
                all,
                arena,
                Path.of(System.getProperty("java.home")),
                List.of());
    }

    /**
     * As published, on the loopback interface. Its sessions are in a file that is flushed now and then, as RocketMQ's messages are with
     * ASYNC_FLUSH: its quickest store but for none. Where several coordinators stand in for each other, it would be a database.
     */
    private static Part server(int port, Arena arena) {
        Path folder = arena.log("seata-" + port + ".d");
        List<String> options = List.of(
                "-Duser.home=" + folder,
                "-Dio.netty.bootstrap.extensions=serviceload",
                "-Dserver.address=127.0.0.1",
                "-Dserver.port=" + FreePorts.next(),
                "-Dseata.server.service-port=" + port,
                "-Dseata.store.mode=file",
                "-Dseata.store.file.dir=" + folder.resolve("sessions"),
                "-Dseata.store.file.flush-disk-mode=async",
                // At INFO it writes five lines for each transaction; RocketMQ's broker writes none.
                "-Dlogging.level.root=WARN");
        return Part.listening(
                SEATA,
                SpringBoot.words(SERVER_MODULE, "io.seata.server.ServerApplication", options),
                consoleSecrets(),
                arena.log("seata-server"),
                port);
    }

    /** It does not start without its console, whose own password and key are public. They are not used. */
    private static Map<String, String> consoleSecrets() {
        return Map.of("CONSOLE_USER_PASSWORD", secret(), "SEATA_SECURITY_SECRETKEY", secret() + secret());
    }

    private static String secret() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
