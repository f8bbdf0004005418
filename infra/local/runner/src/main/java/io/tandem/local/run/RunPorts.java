package io.tandem.local.run;

import io.tandem.local.process.FreePorts;
import java.util.EnumMap;
import java.util.Map;

/** A port for each {@link LocalPort}: the well-known ones of {@code make run}, or free ones for a run beside it. */
public final class RunPorts {

    static final int BROKER_SECOND_PORT_BELOW = 2;

    private final EnumMap<LocalPort, Integer> ports;

    private RunPorts(EnumMap<LocalPort, Integer> ports) {
        this.ports = ports;
    }

    public static RunPorts from(Map<String, String> environment) {
        EnumMap<LocalPort, Integer> ports = new EnumMap<>(LocalPort.class);
        for (LocalPort port : LocalPort.values()) {
            ports.put(port, port.in(environment));
        }
        return new RunPorts(ports);
    }

    public static RunPorts free() {
        EnumMap<LocalPort, Integer> ports = new EnumMap<>(LocalPort.class);
        for (LocalPort port : LocalPort.values()) {
            ports.put(port, FreePorts.next(port == LocalPort.BROKER ? BROKER_SECOND_PORT_BELOW : 0));
        }
        return new RunPorts(ports);
    }

    public int of(LocalPort port) {
        return ports.get(port);
    }

    void requireFree(LocalPort... wanted) {
        for (LocalPort port : wanted) {
            port.requireFree(of(port));
            if (port == LocalPort.BROKER) {
                port.requireFree(of(port) - BROKER_SECOND_PORT_BELOW);
            }
        }
    }
}
