package io.tandem.order;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tandem.settings.Settings;

/** Starts the order service, unless a setting is missing or misspelt. */
@QuarkusMain
public final class OrderMain {

    private OrderMain() {}

    public static void main(String... args) {
        Settings.ofEveryService().require("LOGISTICS_URL").checkOrExit();
        Quarkus.run(args);
    }
}
