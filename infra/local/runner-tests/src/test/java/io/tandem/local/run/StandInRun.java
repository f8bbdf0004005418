package io.tandem.local.run;

import io.tandem.local.process.JavaProgram;
import io.tandem.local.process.Progress;
import java.util.List;

/** {@link Main}, with stand-ins for the services: what it does to processes is the same. */
public final class StandInRun {

    /** How a {@link StandIn} is started, in the place of a built service. */
    static final ServicePrograms STAND_INS = (module, properties) -> JavaProgram.main(
            System.getProperty("java.class.path"),
            StandIn.class.getName(),
            List.of(),
            properties.toArray(String[]::new));

    private StandInRun() {}

    public static void main(String... arguments) {
        Main.main(environment -> StackConfig.from(environment, Progress.CONSOLE).withPrograms(STAND_INS), arguments);
    }
}
