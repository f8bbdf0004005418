package io.tandem.console.consistency.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.Consistency;
import io.tandem.console.consistency.ConsistencyReport;
import io.tandem.console.consistency.OperatorAction;
import io.tandem.console.consistency.OperatorActions;
import io.tandem.console.consistency.TargetKeys;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.http.LocalPath;
import io.tandem.web.page.Pages;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** 一致性检查: what does not fit, and the buttons that mend it. The whole of a kind has a page of its own. */
@Path("/consistency")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class ConsistencyPage {

    private static final String HERE = "/consistency";

    /** What the address of a list says where a button was pressed and nothing selected. */
    private static final String NOTHING = "nothing";

    /** Of each kind; the rest is on the kind's own page. */
    private static final int SHOWN = 10;

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance consistency(
                ConsistencyReport report,
                List<Section> sections,
                List<LogRow> actions,
                Done done,
                boolean nothingSelected,
                Set<String> selected);

        static native TemplateInstance findings(
                Section section,
                Filter filter,
                List<String> reasons,
                long next,
                Done done,
                boolean nothingSelected,
                Set<String> selected);

        static native TemplateInstance log(List<LogRow> actions, long next);

        static native TemplateInstance dismiss(List<FindingRow> rows, String back);
    }

    private final Consistency consistency;
    private final Lists lists;
    private final Operator operator;
    private final OperatorActions actions;
    private final TargetKeys keys;
    private final SecurityIdentity caller;
    private final Pages pages;

    ConsistencyPage(
            Consistency consistency,
            Lists lists,
            Operator operator,
            OperatorActions actions,
            TargetKeys keys,
            SecurityIdentity caller,
            Pages pages) {
        this.consistency = consistency;
        this.lists = lists;
        this.operator = operator;
        this.actions = actions;
        this.keys = keys;
        this.caller = caller;
        this.pages = pages;
    }

    /**
     * The first of each kind.
     *
     * @param done which rows of the audit table say what was done
     * @param target what is selected, for a form that comes back after a sign-in
     */
    @GET
    public Uni<TemplateInstance> page(
            @RestQuery String done, @RestQuery List<String> target, @Context RoutingContext context) {
        ConsistencyWording words = words(context);
        return done(done, words).flatMap(told -> overview(told.orElse(null), false, Set.copyOf(target), words));
    }

    @GET
    @Path("log")
    public Uni<TemplateInstance> log(@RestQuery String from, @Context RoutingContext context) {
        return lists.log(PositiveNumber.parse(from).orElse(Long.MAX_VALUE), words(context))
                .map(page -> Templates.log(page.rows(), page.next()));
    }

    @GET
    @Path("{kind}")
    public Uni<TemplateInstance> list(
            String kind,
            @RestQuery String order,
            @RestQuery String user,
            @RestQuery String reason,
            @RestQuery String state,
            @RestQuery String hours,
            @RestQuery String from,
            @RestQuery String select,
            @RestQuery String done,
            @RestQuery List<String> target,
            @Context RoutingContext context) {
        Filter filter = Filter.of(order, user, reason, state, hours, from, select);
        ConsistencyWording words = words(context);
        return done(done, words).flatMap(told -> lists.page(kind, filter, words)
                .map(page -> page.orElseThrow(NotFoundException::new))
                .map(page -> Templates.findings(
                        page.section(),
                        filter,
                        page.reasons(),
                        page.next(),
                        told.orElse(null),
                        NOTHING.equals(done),
                        Set.copyOf(target))));
    }

    /**
     * Does what a button says.
     *
     * @param back the list that the button was pressed on
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> act(
            @RestForm String action,
            @RestForm List<String> target,
            @RestForm String back,
            @Context RoutingContext context) {
        ConsistencyWording words = words(context);
        return operator.act(caller.getPrincipal().getName(), action, target)
                .flatMap(answer -> answer(
                        answer,
                        LocalPath.of(back).filter(ConsistencyPage::isOurs).orElse(HERE),
                        words));
    }

    private Uni<Response> answer(Operator.Answer answer, String back, ConsistencyWording words) {
        return answer.fold(
                done -> backTo(back, done.first() + "-" + done.last()),
                confirm -> lists.parked(confirm.parkedIds(), words)
                        .map(rows -> Response.ok(Templates.dismiss(rows, back)).build()),
                nothing -> nothingSelected(back, words));
    }

    private Uni<Response> nothingSelected(String back, ConsistencyWording words) {
        if (!back.equals(HERE)) {
            return backTo(back, NOTHING);
        }
        return overview(null, true, Set.of(), words).map(page -> Response.status(Response.Status.BAD_REQUEST)
                .entity(page)
                .build());
    }

    private static Uni<Response> backTo(String list, String done) {
        String join = list.contains("?") ? "&" : "?";
        return Uni.createFrom()
                .item(Response.status(Response.Status.SEE_OTHER)
                        .header("Location", list + join + "done=" + done)
                        .build());
    }

    private static boolean isOurs(String path) {
        return path.equals(HERE) || path.startsWith(HERE + "?") || path.startsWith(HERE + "/");
    }

    private Uni<TemplateInstance> overview(
            Done done, boolean nothingSelected, Set<String> selected, ConsistencyWording words) {
        return consistency.report(SHOWN).flatMap(report -> keys.of(report.actions())
                .map(names -> Templates.consistency(
                        report,
                        Sections.of(report, words),
                        LogRow.of(report.actions(), names, words),
                        done,
                        nothingSelected,
                        selected)));
    }

    /** Empty unless the address names rows of the audit table that are this account's. */
    private Uni<Optional<Done>> done(String range, ConsistencyWording words) {
        String[] parts = range == null ? new String[0] : range.split("-", -1);
        OptionalLong first = PositiveNumber.parse(parts.length == 2 ? parts[0] : null);
        OptionalLong last = PositiveNumber.parse(parts.length == 2 ? parts[1] : null);
        if (first.isEmpty() || last.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return actions.between(
                        first.getAsLong(),
                        last.getAsLong(),
                        caller.getPrincipal().getName())
                .flatMap(rows -> keys.of(rows).map(names -> told(rows, names, words)));
    }

    private static Optional<Done> told(List<OperatorAction> rows, Map<String, String> names, ConsistencyWording words) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(Done.of(rows, LogRow.named(names, words), words));
    }

    private ConsistencyWording words(RoutingContext context) {
        return new ConsistencyWording(pages.pageOf(context).locale());
    }
}
