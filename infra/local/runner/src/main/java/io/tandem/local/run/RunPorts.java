package io.tandem.local.run;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Ports;
import io.tandem.variables.Variables;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** A port for each {@link LocalPort}: the well-known ones of {@code make run}, or free ones for a run beside it. */
public final class RunPorts {

    static final int BROKER_SECOND_PORT_BELOW = 2;

    private static final String AUTO = "auto";

    private final EnumMap<LocalPort, Integer> ports;

    private RunPorts(EnumMap<LocalPort, Integer> ports) {
        this.ports = ports;
    }

    /** {@code PORTS=auto} takes free ones in place of the well-known, but for those that a variable names. */
    static RunPorts from(Variables variables) {
        String wanted = variables.optional("PORTS").orElse("");
        if (!wanted.isEmpty() && !wanted.equals(AUTO)) {
            throw new LocalFailure("PORTS is neither empty nor " + AUTO + ": " + wanted);
        }
        RunPorts free = wanted.equals(AUTO) ? free() : null;
        EnumMap<LocalPort, Integer> ports = new EnumMap<>(LocalPort.class);
        for (LocalPort port : LocalPort.values()) {
            ports.put(port, port.given(variables).orElseGet(() -> free == null ? port.standard() : free.of(port)));
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

    /** Fails with a {@link LocalFailure} that names all that are taken. */
    void requireFree(List<LocalPort> wanted) {
        List<String> taken = new ArrayList<>();
        for (LocalPort port : wanted) {
            if (!Ports.isFree(of(port))
                    || (port == LocalPort.BROKER && !Ports.isFree(of(port) - BROKER_SECOND_PORT_BELOW))) {
                taken.add(port.taken(of(port)));
            }
        }
        if (!taken.isEmpty()) {
            throw new LocalFailure(String.join("; ", taken)
                    + ". Stop what uses them, set the variables to other ports, or let free ones be taken: PORTS=auto");
        }
    }
}
