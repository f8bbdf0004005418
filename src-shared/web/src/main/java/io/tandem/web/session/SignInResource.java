package io.tandem.web.session;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.tandem.web.http.LocalPath;
import io.tandem.web.page.WebConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The sign-in form and the way out.
 *
 * <p>Invariant: each sign-in gets a new session and ends the one whose cookie came with it, so a planted cookie is worth nothing
 * (session fixation); the way out ends the session in the database before it says so.
 */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class SignInResource {
    private static final Logger LOG = Logger.getLogger(SignInResource.class);
    private static final String SIGNED_OUT = "/login?signed-out=1";

    @CheckedTemplate(basePath = "web")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(String username, String next, String state, long seconds);
    }

    private final SignIn signIn;
    private final SessionStore sessions;
    private final WebConfig config;

    SignInResource(SignIn signIn, SessionStore sessions, WebConfig config) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.config = config;
    }

    /** Also for those who are signed in: a session that an attacker planted must not keep its owner's account in place. */
    @GET
    @Path("login")
    public Uni<Response> form(
            @RestQuery String next,
            @RestQuery("signed-out") String signedOut,
            @RestQuery String expired,
            RoutingContext context) {
        String target = localOrEmpty(next);
        String state = signedOut != null ? "signed-out" : expired != null ? "expired" : "";
        return whoIsIt(context)
                .flatMap(account ->
                        answer(200, Templates.login("", target, account.isPresent() ? "signed-in" : state, 0)));
    }

    /** Empty for a stranger, and while sessions cannot be looked up. */
    private Uni<Optional<String>> whoIsIt(RoutingContext context) {
        return SessionCookie.read(context)
                .map(token -> sessions.account(token).map(Optional::ofNullable))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signIn(
            @RestForm String username, @RestForm String password, @RestForm String next, RoutingContext context) {
        String account = username == null ? "" : username;
        String target = localOrEmpty(next);
        if (account.isBlank() || password == null || password.isEmpty()) {
            return answer(400, Templates.login(account, target, "incomplete", 0));
        }
        return signIn.attempt(SignIn.Way.FORM, ClientAddress.of(context), account, password)
                .fold(
                        accepted -> begin(context, accepted.account(), target.isEmpty() ? config.home() : target),
                        () -> answer(401, Templates.login(account, target, "refused", 0)),
                        blocked -> answer(429, Templates.login(account, target, "blocked", blocked.seconds()))
                                .map(response -> Response.fromResponse(response)
                                        .header("Retry-After", blocked.seconds())
                                        .build()));
    }

    @POST
    @Path("logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> signOut(RoutingContext context) {
        return end(context).replaceWith(() -> {
            LOG.infof("event=sign-out address=%s", ClientAddress.of(context));
            SessionCookie.clear(context);
            return seeOther(SIGNED_OUT);
        });
    }

    private Uni<Response> begin(RoutingContext context, String account, String target) {
        return end(context).flatMap(ended -> sessions.begin(account)).map(token -> {
            SessionCookie.write(context, token);
            return seeOther(target);
        });
    }

    private Uni<Void> end(RoutingContext context) {
        return SessionCookie.read(context).map(sessions::end).orElseGet(() -> Uni.createFrom()
                .voidItem());
    }

    private static Uni<Response> answer(int status, TemplateInstance page) {
        return Uni.createFrom().item(Response.status(status).entity(page).build());
    }

    private static Response seeOther(String path) {
        // As text: the REST layer would make an absolute address of it, and that of the wrong host behind a proxy.
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", URI.create(path))
                .build();
    }

    private static String localOrEmpty(String next) {
        return LocalPath.of(next)
                .filter(path -> !path.startsWith("/login") && !path.startsWith("/logout"))
                .orElse("");
    }
}
