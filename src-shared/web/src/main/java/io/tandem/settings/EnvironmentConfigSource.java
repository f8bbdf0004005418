package io.tandem.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings that are worked out from variables of the environment, where an expression in a properties file cannot. */
abstract class EnvironmentConfigSource implements ConfigSource {

    private final String name;
    private final int ordinal;
    private final Map<String, String> values = new HashMap<>();

    /** @param ordinal between the defaults of the house (100), a service's own file (250) and the environment (300) */
    EnvironmentConfigSource(String name, int ordinal) {
        this.name = name;
        this.ordinal = ordinal;
    }

    final void put(String setting, String value) {
        values.put(setting, value);
    }

    static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public final String getValue(String setting) {
        return values.get(setting);
    }

    /** Empty: what is listed at build time is written into the build, and the builder's environment is not the runner's. */
    @Override
    public final Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final int getOrdinal() {
        return ordinal;
    }
}
