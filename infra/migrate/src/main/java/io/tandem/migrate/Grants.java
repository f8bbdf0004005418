package io.tandem.migrate;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Adds the grants when it is known to whom; they are repeatable, so they are applied again whenever they change. */
@ApplicationScoped
class Grants implements FlywayConfigurationCustomizer {

    private final EnvironmentSettings environment;

    Grants(EnvironmentSettings environment) {
        this.environment = environment;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        environment
                .get()
                .services()
                .ifPresentOrElse(
                        users -> flyway.locations("db/migration", "db/grants")
                                .placeholders(Map.of("order_user", users.order(), "logistics_user", users.logistics())),
                        () -> flyway.locations("db/migration"));
    }
}
