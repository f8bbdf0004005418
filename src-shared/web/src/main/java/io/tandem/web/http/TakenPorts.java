package io.tandem.web.http;

import static io.quarkus.vertx.http.runtime.VertxHttpConfig.InsecureRequests.DISABLED;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks before anything is begun: Quarkus binds last, and what was begun until then would end in stack traces of its own. */
@Singleton
final class TakenPorts {

    private final VertxHttpConfig http;
    private final ManagementConfig management;
    private final boolean managed;

    TakenPorts(
            VertxHttpConfig http,
            ManagementConfig management,
            @ConfigProperty(name = "quarkus.management.enabled", defaultValue = "false") boolean managed) {
        this.http = http;
        this.management = management;
        this.managed = managed;
    }

    void look(@Observes Router router) {
        if (LaunchMode.current() != LaunchMode.NORMAL || http.soReusePort()) {
            return;
        }
        if (http.hostEnabled()
                && http.insecureRequests().filter(DISABLED::equals).isEmpty()) {
            requireFree("QUARKUS_HTTP_PORT", http.host(), http.port());
        }
        if (managed) {
            requireFree("QUARKUS_MANAGEMENT_PORT", management.host(), management.port());
        }
    }

    private static void requireFree(String setting, String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException taken) {
            throw new IllegalArgumentException(
                    "%s: cannot listen on %s:%d: %s".formatted(setting, host, port, taken.getMessage()));
        } catch (IOException unclear) {
            // Quarkus will say it when it binds.
        }
    }
}
