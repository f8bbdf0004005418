package io.tandem.console.trace.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.AttemptTrace.Status;
import io.tandem.console.trace.LatestTraces;
import io.tandem.console.trace.TraceQuery;
import io.tandem.console.trace.Traces;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.HostClock;
import io.tandem.web.page.Pages;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** 消息轨迹: a search form, and below it the latest messages, or all that is known of one. */
@Path("/trace")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class TracePage {

    private static final int PAGE = 20;

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance trace(
                Asked asked,
                TraceFilter filter,
                List<TraceFilter.Choice> choices,
                String state,
                List<TraceRow> rows,
                String tries,
                String next,
                TraceDetails details);
    }

    private final Traces traces;
    private final BusinessRows rows;
    private final Pages pages;
    private final HostClock clock;

    TracePage(Traces traces, BusinessRows rows, Pages pages, HostClock clock) {
        this.traces = traces;
        this.rows = rows;
        this.pages = pages;
        this.clock = clock;
    }

    @GET
    public Uni<Response> page(
            @RestQuery String orderId,
            @RestQuery String attemptId,
            @RestQuery String messageId,
            @RestQuery String before,
            @RestQuery String scale,
            @RestQuery String state,
            @RestQuery String user,
            @RestQuery String hours,
            @Context RoutingContext context) {
        Wording words = words(context);
        boolean toScale = "time".equals(scale);
        TraceQuery query = Asked.query(rows, orderId, attemptId, messageId);
        Asked asked = Asked.of(orderId, attemptId, messageId, query, words.texts());
        return query.fold(new TraceQuery.Cases<>(
                order -> traces.ofKey(order.key()).map(found -> found(asked, found, words, toScale)),
                attempt -> traces.ofAttempt(attempt.id())
                        .map(found -> found(asked, found.stream().toList(), words, toScale)),
                message -> traces.ofMessage(message.messageId())
                        .map(found -> found(asked, found, words.texts().members(found.size()), words, toScale)),
                () -> latest(asked, TraceFilter.of(state, user, hours), before, words),
                nonsense -> latest(asked, TraceFilter.of(state, user, hours), before, words)));
    }

    private Uni<Response> latest(Asked asked, TraceFilter filter, String before, Wording words) {
        Optional<AttemptId> from = before == null ? Optional.of(AttemptId.BEYOND_ALL) : AttemptId.parse(before);
        if (asked.isWrong() || from.isEmpty()) {
            return Uni.createFrom()
                    .item(answer(
                            Response.Status.BAD_REQUEST,
                            page(asked, asked.isWrong() ? "" : "no-page", List.of(), "", null, words)));
        }
        Uni<LatestTraces> found = filter.isEmpty()
                ? traces.latest(from.get(), PAGE)
                : traces.latest(from.get(), filter.notBefore(clock.now()), filter::matches, PAGE);
        return found.map(page -> answer(
                Response.Status.OK,
                Templates.trace(
                        asked,
                        filter,
                        TraceFilter.choices(words),
                        state(page, filter, before),
                        rows(page.attempts(), words),
                        "",
                        page.next().map(AttemptId::toString).orElse(""),
                        null)));
    }

    private static String state(LatestTraces page, TraceFilter filter, String before) {
        if (page.attempts().isEmpty()) {
            return filter.isEmpty() && before == null
                    ? "none-yet"
                    : page.next().isPresent() ? "none-so-far" : "no-matches";
        }
        return before == null ? "latest" : "older";
    }

    /** Any but a page of the latest. */
    private static TemplateInstance page(
            Asked asked, String state, List<TraceRow> rows, String tries, TraceDetails details, Wording words) {
        return Templates.trace(asked, TraceFilter.NONE, TraceFilter.choices(words), state, rows, tries, "", details);
    }

    private Response found(Asked asked, List<AttemptTrace> found, Wording words, boolean toScale) {
        String key = found.isEmpty() ? "" : found.get(0).key().orElse("");
        return found(asked, found, words.texts().tries(key, found.size()), words, toScale);
    }

    /** @param several what they are, if there are several */
    private Response found(Asked asked, List<AttemptTrace> found, String several, Wording words, boolean toScale) {
        if (found.isEmpty()) {
            return answer(Response.Status.NOT_FOUND, page(asked, "not-found", List.of(), "", null, words));
        }
        // Of several attempts at one key, the one that people mean: the one that won, or else the latest.
        AttemptTrace shown = found.stream()
                .filter(one -> one.status() == Status.PLACED)
                .findFirst()
                .orElse(found.get(0));
        String tries = found.size() == 1 ? "" : several;
        return answer(
                Response.Status.OK,
                page(
                        asked,
                        "found",
                        tries.isEmpty() ? List.of() : rows(found, words),
                        tries,
                        TraceDetails.of(shown, words, clock.now(), toScale),
                        words));
    }

    private static List<TraceRow> rows(List<AttemptTrace> attempts, Wording words) {
        return attempts.stream().map(one -> TraceRow.of(one, words)).toList();
    }

    private static Response answer(Response.Status status, TemplateInstance page) {
        return Response.status(status).entity(page).build();
    }

    private Wording words(RoutingContext context) {
        return new Wording(pages.pageOf(context).locale());
    }
}
