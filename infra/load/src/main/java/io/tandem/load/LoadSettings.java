package io.tandem.load;

import io.tandem.local.process.LocalFailure;
import java.time.Duration;
import java.util.Map;

/**
 * How much and how long.
 *
 * @param overload for how long twice the capacity is asked of the services
 * @param soak how many orders are placed one after another by a few callers
 * @param racers how many want the same order number
 * @param slowClients of each kind
 * @param seed where the order numbers begin, so that two runs on one database do not meet
 */
record LoadSettings(Duration overload, int soak, int racers, int slowClients, long seed) {

    private static final long SEEDS = 1_000_000;

    static LoadSettings from(Map<String, String> environment) {
        return new LoadSettings(
                Duration.ofSeconds(Math.round(number(environment, "LOAD_MINUTES", 10) * 60)),
                (int) number(environment, "SOAK_ORDERS", 100_000),
                (int) number(environment, "RACERS", 1_000),
                (int) number(environment, "SLOW_CLIENTS", 300),
                (long) number(environment, "SEED", (double) (System.nanoTime() % SEEDS)));
    }

    private static double number(Map<String, String> environment, String name, double standard) {
        String value = environment.getOrDefault(name, "");
        try {
            double number = value.isBlank() ? standard : Double.parseDouble(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new LocalFailure(name + " is " + value + ", but must be a number");
    }

    @Override
    public String toString() {
        return "LOAD_MINUTES=" + overload.toSeconds() / 60.0 + " SOAK_ORDERS=" + soak + " RACERS=" + racers
                + " SLOW_CLIENTS=" + slowClients + " SEED=" + seed;
    }
}
