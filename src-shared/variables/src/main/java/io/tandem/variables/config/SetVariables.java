package io.tandem.variables.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Variables that are set to nothing are not set, for Quarkus, too, so that their defaults hold: files for containers name every
 * variable. Quarkus would take nothing for a value, which ends the start where a number is wanted.
 */
public final class SetVariables implements SmallRyeConfigBuilderCustomizer {

    private final Map<String, String> environment;

    /** Made by the service loader. */
    public SetVariables() {
        this(System.getenv());
    }

    /** Of that environment. */
    public SetVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** In place of what {@link SmallRyeConfigBuilder#addDefaultSources()} stands for, of which the environment is a part. */
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.setAddDefaultSources(false)
                .addPropertiesSources()
                .withSources(new SysPropConfigSource(), new EnvConfigSource(set(), EnvConfigSource.ORDINAL));
    }

    private Map<String, String> set() {
        return environment.entrySet().stream()
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
