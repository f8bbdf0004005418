package io.tandem.web.app;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Pages as a service has them. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class SamplePages {

    @CheckedTemplate(basePath = "sample")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(String text);
    }

    @GET
    public TemplateInstance page(@RestQuery String text) {
        return Templates.page(text == null ? "" : text);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<TemplateInstance> post(@RestForm String text) {
        return Uni.createFrom().item(Templates.page("posted " + text));
    }

    @GET
    @Path("broken")
    public TemplateInstance broken() {
        throw new IllegalStateException("a detail for the log only");
    }

    @GET
    @Path("broken-later")
    public Uni<TemplateInstance> brokenLater() {
        return Uni.createFrom().failure(new IllegalStateException("a detail for the log only"));
    }

    @GET
    @Path("away")
    public TemplateInstance away() {
        throw ProblemException.unavailable("Something is away", 7, null);
    }
}
