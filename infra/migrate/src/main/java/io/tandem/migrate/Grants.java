package io.tandem.migrate;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.tandem.migrate.Settings.ServiceUsers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;

/** Leaves the grants out when it is not known to whom; else they are applied, and again whenever they change. */
@ApplicationScoped
class Grants implements FlywayConfigurationCustomizer {

    private static final String LOCATION = "db/grants/";

    private final EnvironmentSettings environment;

    Grants(EnvironmentSettings environment) {
        this.environment = environment;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        environment.get().services().ifPresentOrElse(users -> grantTo(users, flyway), () -> leaveOut(flyway));
    }

    private static void grantTo(ServiceUsers users, FluentConfiguration flyway) {
        flyway.placeholders(Map.of("order_user", users.order(), "logistics_user", users.logistics()));
    }

    private static void leaveOut(FluentConfiguration flyway) {
        flyway.resourceProvider(new WithoutGrants(flyway.getResourceProvider()));
        flyway.ignoreMigrationPatterns("repeatable:missing"); // an earlier run may have known to whom
    }

    /** The scripts that Quarkus found at build time, without the grants. */
    private record WithoutGrants(ResourceProvider all) implements ResourceProvider {

        @Override
        public LoadableResource getResource(String name) {
            return all.getResource(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return all.getResources(prefix, suffixes).stream()
                    .filter(script -> !script.getAbsolutePath().contains(LOCATION))
                    .toList();
        }
    }
}
