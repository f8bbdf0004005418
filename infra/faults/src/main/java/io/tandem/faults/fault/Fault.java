package io.tandem.faults.fault;

import io.tandem.faults.rig.Rig;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * One way in which something goes wrong.
 *
 * @param lasts from when it has taken hold until it is healed
 * @param impossible why it cannot be done with this rig, if it cannot
 */
public record Fault(
        String name, Family family, Duration lasts, Injection injection, Function<Rig, Optional<String>> impossible) {

    public static Fault of(Family family, String name, Duration lasts, Injection injection) {
        return new Fault(name, family, lasts, injection, rig -> Optional.empty());
    }

    /** Brings the fault about while clients are calling. */
    @FunctionalInterface
    public interface Injection {

        /**
         * Returns when it has taken hold, or fails with a {@link NotInjectedException}.
         *
         * @return ends what {@link Rig#restore()} does not
         */
        Ending begin(Rig rig, Random random);
    }

    /** What is to be done at the end of a fault. */
    @FunctionalInterface
    public interface Ending {

        Ending NOTHING = () -> {};

        void end();
    }
}
