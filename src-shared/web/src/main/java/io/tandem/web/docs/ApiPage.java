package io.tandem.web.docs;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** API 文档: Swagger UI on the OpenAPI document of this service, with the caller's own session to try it with. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class ApiPage {

    public static final String PATH = "/api-docs";

    @CheckedTemplate(basePath = "web")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance api();
    }

    @GET
    @Path(PATH)
    public TemplateInstance page() {
        return Templates.api();
    }

    /** Where Quarkus has it, and where people look first. */
    @GET
    @Path("/q/swagger-ui")
    @PermitAll
    public Response elsewhere() {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", PATH)
                .build();
    }
}
