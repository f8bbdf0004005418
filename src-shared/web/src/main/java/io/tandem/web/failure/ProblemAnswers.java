package io.tandem.web.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.tandem.web.form.KeptForm;
import io.tandem.web.http.Audience;
import io.tandem.web.http.LocalPath;
import io.tandem.web.http.LogText;
import io.tandem.web.page.Page;
import io.tandem.web.page.Pages;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Answers a failure in the caller's form: as a page in the layout for a person, as problem+json for a program.
 *
 * <p>Invariant: one failure looks the same wherever it was caught, and a defect of ours is logged once, with the id that the
 * caller sees.
 */
@Singleton
public final class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    private static final String CHALLENGE = "Basic realm=\"Tandem\", charset=\"UTF-8\"";

    @CheckedTemplate(basePath = "web")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance problem(
                Page page, Problem problem, String id, String again, List<KeptForm.Field> kept);
    }

    private final Pages pages;
    private final ObjectMapper json;
    private final List<FailurePage> failurePages;

    ProblemAnswers(Pages pages, ObjectMapper json, @All List<FailurePage> failurePages) {
        this.pages = pages;
        this.json = json;
        this.failurePages = failurePages;
    }

    Uni<Answer> answer(RoutingContext context, Throwable failure) {
        return answer(context, Diagnosis.of(failure), failure);
    }

    Uni<Answer> answer(RoutingContext context, int status) {
        return answer(context, Diagnosis.of(status), null);
    }

    private Uni<Answer> answer(RoutingContext context, Diagnosis diagnosis, Throwable failure) {
        String id = null;
        Problem problem = diagnosis.problem();
        if (diagnosis.ours()) {
            id = UUID.randomUUID().toString();
            LOG.errorf(
                    failure,
                    "event=failure id=%s status=%d method=%s path=%s",
                    id,
                    problem.status(),
                    context.request().method(),
                    LogText.of(context.request().path()));
        }
        Throwable cause = failure instanceof ProblemException ? failure.getCause() : failure;
        if (problem.status() == 503 && !diagnosis.ours() && cause != null) {
            LOG.warnf(
                    "event=unavailable path=%s cause=%s",
                    LogText.of(context.request().path()), cause);
        }
        problem = problem.instance(id == null ? problem.instance() : "urn:uuid:" + id);
        Audience audience = Audience.of(context);
        if (problem.status() == 401 && (audience == Audience.PERSON || mayGoToSignIn(context, audience))) {
            return Uni.createFrom().item(toSignIn(context));
        }
        if (audience != Audience.PERSON) {
            return Uni.createFrom().item(forProgram(context, problem, diagnosis.headers()));
        }
        return page(context, problem, id == null ? "" : id, diagnosis.headers());
    }

    private Answer forProgram(RoutingContext context, Problem problem, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        if (problem.status() == 401) {
            all.putIfAbsent("WWW-Authenticate", CHALLENGE);
        }
        Problem full =
                problem.instance() == null ? problem.instance(context.request().path()) : problem;
        try {
            return new Answer(problem.status(), Problem.MEDIA_TYPE, all, json.writeValueAsString(full));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written as JSON", e);
        }
    }

    /** Asked for a page, brought no credentials and takes anything: a person with curl, or a script that signs in. */
    private static boolean mayGoToSignIn(RoutingContext context, Audience audience) {
        return audience == Audience.ANYBODY
                && isRead(context)
                && context.request().getHeader("Authorization") == null;
    }

    /** The page first asked for comes back after the sign-in; of a form that was posted its page, filled in: nothing is sent twice. */
    private static Answer toSignIn(RoutingContext context) {
        String next =
                switch (context.request().method().name()) {
                    case "GET", "HEAD" ->
                        "?next=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8);
                    case "POST" -> afterForm(context);
                    default -> "";
                };
        return new Answer(303, "text/plain;charset=UTF-8", Map.of("Location", "/login" + next), "Sign in at /login\n");
    }

    private static String afterForm(RoutingContext context) {
        return KeptForm.of(context).isEmpty()
                ? ""
                : "?expired=1"
                        + LocalPath.of(KeptForm.address(context))
                                .map(address -> "&next=" + URLEncoder.encode(address, StandardCharsets.UTF_8))
                                .orElse("");
    }

    private Uni<Answer> page(RoutingContext context, Problem problem, String id, Map<String, String> headers) {
        return whoIsIt(context)
                .map(ignored -> pages.pageOf(context))
                .flatMap(page -> template(context, page, problem, id)
                        .data("page", page)
                        .setLocale(page.locale())
                        .createUni())
                .map(html -> new Answer(problem.status(), "text/html;charset=UTF-8", headers, html));
    }

    private TemplateInstance template(RoutingContext context, Page page, Problem problem, String id) {
        boolean nothingDone = KeptForm.nothingDone(context);
        return failurePages.stream()
                .flatMap(own -> own.instead(context, problem, nothingDone).stream())
                .findFirst()
                .orElseGet(() -> Templates.problem(
                        page,
                        problem,
                        id,
                        problem.status() == 503 ? address(context) : "",
                        nothingDone && mayPass(problem) ? KeptForm.of(context) : List.of()));
    }

    /** Of a page that was only asked for, with what was searched for; "" for all others. */
    private static String address(RoutingContext context) {
        return isRead(context) ? LocalPath.of(context.request().uri()).orElse("") : "";
    }

    private static boolean isRead(RoutingContext context) {
        String method = context.request().method().name();
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether the same form may be taken a moment later. */
    private static boolean mayPass(Problem problem) {
        return problem.status() == 503 || problem.code().equals("stale-form");
    }

    /** So that the page of an unknown address still shows who is signed in. When that cannot be found out, it does not. */
    private static Uni<SecurityIdentity> whoIsIt(RoutingContext context) {
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, (BiConsumer<RoutingContext, Throwable>) (c, failure) -> {});
        return QuarkusHttpUser.getSecurityIdentity(context, null).onFailure().recoverWithNull();
    }
}
