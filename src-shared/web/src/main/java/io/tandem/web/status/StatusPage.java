package io.tandem.web.status;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** 系统状态: the strip in full, and where the checks, the metrics and the API's document are. */
@Path("/status")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class StatusPage {

    @CheckedTemplate(basePath = "web")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance status(String management);
    }

    private final int managementPort;

    StatusPage(@ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int managementPort) {
        this.managementPort = managementPort;
    }

    @GET
    public TemplateInstance page(@Context RoutingContext context) {
        String host = context.request().authority() == null
                ? "127.0.0.1"
                : context.request().authority().host();
        return Templates.status("http://" + host + ":" + managementPort);
    }
}
