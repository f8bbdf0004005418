package io.tandem.play.board;

import io.tandem.faults.rig.Node;
import io.tandem.faults.rig.Rig;
import io.tandem.local.process.Server;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the processes of a rig. */
public final class Observer {

    private final Rig rig;

    /** Processes that were ready once: what they lack since then is shown elsewhere. */
    private final Set<Long> ready = ConcurrentHashMap.newKeySet();

    public Observer(Rig rig) {
        this.rig = rig;
    }

    /** As they are now. */
    public List<NodeState> nodes() {
        return List.of(
                node("order", rig.orders().get(0)),
                node("logistics", rig.logistics().get(0)),
                server("rocketmq", rig.rocketMq()),
                server("mysql", rig.mySql()));
    }

    private NodeState node(String id, Node node) {
        long pid = node.process().pid();
        if (!node.isAlive()) {
            return new NodeState(id, "down", pid);
        }
        if (node.isStopped()) {
            return new NodeState(id, "stopped", pid);
        }
        if (!ready.contains(pid) && node.isReady()) {
            ready.add(pid);
        }
        return new NodeState(id, ready.contains(pid) ? "up" : "starting", pid);
    }

    private static NodeState server(String id, Server server) {
        return new NodeState(id, server.isAlive() ? "up" : "down", server.pid());
    }
}
