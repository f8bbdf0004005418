package io.tandem.web.session;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tandem.web.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Who is calling: the session cookie says, or else HTTP Basic. With neither, the caller is anonymous.
 *
 * <p>Invariant: a cookie is good only while its row is there, asked for on every request, so signing out works at once on every
 * service. Wrong credentials never fall back to anonymous.
 */
@Singleton
public class SessionAuthentication implements HttpAuthenticationMechanism {
    private final SessionStore sessions;
    private final SignIn signIn;
    private final DemoAccount demo;

    SessionAuthentication(SessionStore sessions, SignIn signIn, DemoAccount demo) {
        this.sessions = sessions;
        this.signIn = signIn;
        this.demo = demo;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager ignored) {
        return SessionCookie.read(context)
                .map(token -> bySession(context, token))
                .orElseGet(() -> byBasic(context));
    }

    private Uni<SecurityIdentity> bySession(RoutingContext context, SessionToken token) {
        return sessions.account(token)
                // The account may have been renamed since.
                .flatMap(account -> demo.name().equals(account) ? identity(account) : byBasic(context));
    }

    private Uni<SecurityIdentity> byBasic(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (!BasicCredentials.isBasic(header)) {
            return Uni.createFrom().nullItem();
        }
        return BasicCredentials.parse(header)
                .map(credentials -> decide(context, credentials))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    private Uni<SecurityIdentity> decide(RoutingContext context, BasicCredentials credentials) {
        String address = ClientAddress.of(context);
        return signIn.attempt(SignIn.Way.BASIC, address, credentials.account(), credentials.password())
                .fold(
                        accepted -> identity(accepted.account()),
                        () -> Uni.createFrom().failure(new AuthenticationFailedException()),
                        blocked -> Uni.createFrom().failure(tooManyAttempts(blocked)));
    }

    private static ProblemException tooManyAttempts(SignInOutcome.Blocked blocked) {
        return ProblemException.tooManyAttempts(blocked.seconds());
    }

    private static Uni<SecurityIdentity> identity(String account) {
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(account))
                        .build());
    }

    /** The answer itself is written by the exception mappers, which know a browser from a program. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, null, null));
    }
}
