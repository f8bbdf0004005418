package io.tandem.deployment.devservices;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** MySQL and RocketMQ for dev mode and tests. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "tandem.devservices")
public interface DevServicesConfig {

    /** Whether they are started where no address of either is configured. */
    @WithDefault("true")
    boolean enabled();

    /**
     * SQL scripts on the class path that are run whenever the servers are started: a service's own tables, where it has no
     * Flyway. The data of the last run are still there, so they begin with {@code CREATE TABLE IF NOT EXISTS}.
     */
    Optional<List<String>> initScriptPath();

    /** A condition of build steps. */
    class Enabled implements BooleanSupplier {

        private final DevServicesConfig config;

        public Enabled(DevServicesConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.enabled();
        }
    }
}
