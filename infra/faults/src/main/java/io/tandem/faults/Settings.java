package io.tandem.faults;

import io.tandem.local.process.LocalFailure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of {@code make faults}.
 *
 * @param seed of a run that is to be had again
 * @param minutes for the rounds; with none, only the variants are tried
 * @param only a regular expression for the faults' names
 * @param variants whether the broken variants are tried, too
 * @param groups whether orders that wait share a half message, as they do in a deployment
 */
record Settings(Optional<Long> seed, double minutes, Optional<Pattern> only, boolean variants, boolean groups) {

    private static final String MINUTES = "10";

    static Settings from(Map<String, String> environment) {
        Optional<Pattern> only = Optional.of(environment.getOrDefault("FAULTS", ""))
                .filter(text -> !text.isBlank())
                .map(Pattern::compile);
        return new Settings(
                Optional.of(environment.getOrDefault("SEED", ""))
                        .filter(text -> !text.isBlank())
                        .map(text -> number("SEED", text).longValue()),
                number("FAULTS_MINUTES", environment.getOrDefault("FAULTS_MINUTES", MINUTES))
                        .doubleValue(),
                only,
                !"no".equals(environment.getOrDefault("VARIANTS", "")) && only.isEmpty(),
                !"no".equals(environment.getOrDefault("FAULTS_GROUPS", "")));
    }

    boolean wants(String fault) {
        return only.isEmpty() || only.get().matcher(fault).matches();
    }

    /** Of a whole run only. */
    boolean writesReport() {
        return only.isEmpty() && variants && groups && minutes > 0;
    }

    private static Number number(String name, String text) {
        try {
            if (name.equals("SEED")) {
                return Long.valueOf(text);
            }
            return Double.valueOf(text);
        } catch (NumberFormatException noNumber) {
            throw new LocalFailure(name + " is not a number: " + text, noNumber);
        }
    }
}
