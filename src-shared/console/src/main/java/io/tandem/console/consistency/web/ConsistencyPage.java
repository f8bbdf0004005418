package io.tandem.console.consistency.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.Consistency;
import io.tandem.console.consistency.ConsistencyLimits;
import io.tandem.console.consistency.ConsistencyReport;
import io.tandem.web.form.PositiveNumber;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** 一致性检查: what does not fit, and the buttons that mend it. */
@Path("/consistency")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ConsistencyPage {

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance consistency(
                ConsistencyReport report, String done, long scheduled, long others, boolean nothingSelected);
    }

    private final Consistency consistency;
    private final Operator operator;
    private final SecurityIdentity caller;

    ConsistencyPage(Consistency consistency, Operator operator, SecurityIdentity caller) {
        this.consistency = consistency;
        this.operator = operator;
        this.caller = caller;
    }

    /** What was done is shown by its numbers alone, for anybody can write an address. */
    @GET
    public Uni<TemplateInstance> page(@RestQuery String done, @RestQuery String scheduled, @RestQuery String others) {
        return consistency
                .report(ConsistencyLimits.ITEMS)
                .map(report -> Templates.consistency(
                        report, done == null ? "" : done, number(scheduled), number(others), false));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> act(@RestForm String action, @RestForm List<String> target) {
        return operator.act(caller.getPrincipal().getName(), action, target).flatMap(this::answer);
    }

    private Uni<Response> answer(Operator.Answer answer) {
        if (answer instanceof Operator.Answer.Done done) {
            String address = "/consistency?done=" + done.action() + "&scheduled=" + done.scheduled() + "&others="
                    + done.others();
            return Uni.createFrom()
                    .item(Response.status(Response.Status.SEE_OTHER)
                            .header("Location", address)
                            .build());
        }
        return consistency.report(ConsistencyLimits.ITEMS).map(report -> Response.status(Response.Status.BAD_REQUEST)
                .entity(Templates.consistency(report, "", 0, 0, true))
                .build());
    }

    private static long number(String text) {
        return PositiveNumber.parse(text).orElse(0);
    }
}
