package io.tandem.migrate;

import jakarta.enterprise.context.ApplicationScoped;

/** The settings of this process, read when they are first needed, so that a bad one is reported by {@link Migrate}. */
@ApplicationScoped
class EnvironmentSettings {

    private Settings settings;

    synchronized Settings get() {
        if (settings == null) {
            settings = Settings.from(System.getenv());
        }
        return settings;
    }
}
