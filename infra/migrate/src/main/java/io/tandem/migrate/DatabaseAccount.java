package io.tandem.migrate;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;

/** Hands the data source its account, because the password may come from a file, which plain configuration cannot read. */
@ApplicationScoped
@Unremovable
@Named("environment")
class DatabaseAccount implements CredentialsProvider {

    private final EnvironmentSettings environment;

    DatabaseAccount(EnvironmentSettings environment) {
        this.environment = environment;
    }

    @Override
    public Map<String, String> getCredentials(String name) {
        Settings settings = environment.get();
        return Map.of(USER_PROPERTY_NAME, settings.user(), PASSWORD_PROPERTY_NAME, settings.password());
    }
}
