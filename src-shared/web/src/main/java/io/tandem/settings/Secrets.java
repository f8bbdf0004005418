package io.tandem.settings;

import io.smallrye.config.Expressions;
import io.tandem.variables.BadSettingException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Reads secrets as they stand. Anywhere else in the configuration <code>${</code> begins an expression; in a password it is
 * two characters of the password.
 */
@Singleton
public final class Secrets {

    private final Config config;

    public Secrets(Config config) {
        this.config = config;
    }

    /** Throws {@link BadSettingException} if it is not set, or empty. */
    public String required(String name) {
        return read(name).orElseThrow(() -> new BadSettingException(name + " is not set"));
    }

    /** Empty text if it is not set. */
    public String optional(String name) {
        return read(name).orElse("");
    }

    private Optional<String> read(String name) {
        return Expressions.withoutExpansion(() -> config.getOptionalValue(name, String.class))
                .filter(value -> !value.isEmpty());
    }
}
