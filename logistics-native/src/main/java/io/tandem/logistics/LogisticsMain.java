package io.tandem.logistics;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tandem.settings.Settings;

/** Starts the logistics service, unless a setting is missing or misspelt. */
@QuarkusMain
public final class LogisticsMain {

    private LogisticsMain() {}

    public static void main(String... args) {
        Settings.ofEveryService().checkOrExit();
        Quarkus.run(args);
    }
}
