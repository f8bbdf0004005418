package io.tandem.migrate;

import jakarta.enterprise.context.ApplicationScoped;

/** The settings of this process for those who are given their collaborators; {@link Migrate#main} has checked them. */
@ApplicationScoped
class EnvironmentSettings {

    private final Settings settings = Settings.from(System.getenv());

    Settings get() {
        return settings;
    }
}
