package io.tandem.web.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The first thing every request meets: methods that no address needs are refused, and bodies are read here, whole and bounded.
 *
 * <p>Reading them in one place, instead of wherever an endpoint happens to, is what makes a body that is too large or not
 * UTF-8 get the same answer whether it is sent chunked, with a length, to a form or to the API. The limit is small enough
 * for memory.
 */
@Singleton
public final class RequestGate {
    private static final Set<HttpMethod> REFUSED = Set.of(HttpMethod.TRACE, HttpMethod.CONNECT);
    /** Clients that follow a redirect to a GET may keep the header that described the form they had posted (Java's does). */
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    /** Before authentication and routing, after the headers. */
    private static final int EARLY = -1_000_000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String DOCUMENT = "/q/openapi(\\.json|\\.ya?ml)?";

    /** What no answer of ours is. */
    private static final String NOTHING = "application/x-nothing";

    private static final BigInteger DEFAULT_LIMIT = BigInteger.valueOf(64 * 1024);
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    private static final String UNTYPED = RequestGate.class.getName() + ".untyped";

    private final BodyHandler bodies;

    RequestGate(VertxHttpConfig http) {
        if (http.http2()) {
            throw new ConfigurationException(
                    "quarkus.http.http2 must stay false: request bodies are read before the REST layer sees them");
        }
        BigInteger limit =
                http.limits().maxBodySize().map(MemorySize::asBigInteger).orElse(DEFAULT_LIMIT);
        this.bodies = BodyHandler.create(false).setBodyLimit(limit.min(MOST).longValue());
    }

    void install(@Observes Router router) {
        router.route().order(EARLY).handler(RequestGate::refuseTwoMeanings);
        router.route().order(EARLY + 1).handler(RequestGate::refuseMethods);
        router.route().order(EARLY + 1).handler(RequestGate::refuseUnwanted);
        router.route().order(EARLY + 2).handler(RequestGate::acceptProblems);
        router.route().order(EARLY + 2).handler(this::read);
        router.route().order(EARLY + 3).handler(RequestGate::checkBody);
        router.routeWithRegex(DOCUMENT).order(EARLY + 4).handler(RequestGate::refuseToChange);
    }

    /** Health and metrics, too, are for reading; Quarkus answers any method. */
    void install(@Observes ManagementInterface management) {
        management.router().route().order(EARLY).handler(RequestGate::refuseToChange);
    }

    private static void refuseToChange(RoutingContext context) {
        if (READING.contains(context.request().method())) {
            context.next();
        } else {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
            context.fail(405);
        }
    }

    /**
     * What a proxy in front might read otherwise than we do (request smuggling). Netty has settled by now how long a request is,
     * taking Transfer-Encoding over Content-Length and hiding that there were both, so that after a body with a
     * Transfer-Encoding nothing that follows is believed to be a request (RFC 9112, 6.1 and 6.3).
     */
    private static void refuseTwoMeanings(RoutingContext context) {
        MultiMap headers = context.request().headers();
        List<String> encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!encodings.isEmpty()) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (encodings.size() > 1 || !(encodings.isEmpty() || encodings.get(0).equalsIgnoreCase("chunked"))) {
            context.fail(new ProblemException(Problem.invalid("Transfer-Encoding can only be chunked")));
        } else if (headers.getAll(HttpHeaders.HOST).size() > 1) {
            context.fail(new ProblemException(Problem.invalid("There is more than one Host")));
        } else {
            context.next();
        }
    }

    private static void refuseMethods(RoutingContext context) {
        if (WITHOUT_BODY.contains(context.request().method())) {
            // Else the body handler expects a form, and fails because there can be none.
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
        }
        if (REFUSED.contains(context.request().method())) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS, POST");
            context.fail(405);
        } else {
            context.next();
        }
    }

    /** What a client will not have (a weight of 0) the REST layer would take for the last of its wishes (RFC 9110, 12.4.2). */
    private static void refuseUnwanted(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accept != null && !accept.isBlank()) {
            List<String> ranges = Arrays.asList(accept.split(",", -1));
            List<String> wanted =
                    ranges.stream().filter(range -> Audience.quality(range) > 0).toList();
            if (wanted.size() < ranges.size()) {
                context.request()
                        .headers()
                        .set(HttpHeaders.ACCEPT, wanted.isEmpty() ? NOTHING : String.join(",", wanted));
            }
        }
        context.next();
    }

    /**
     * A client that takes problems from the API takes its answers: problem details are what a refusal looks like, and no other form of an
     * answer to choose. (RFC 9110, 12.5.1 leaves it to the server to disregard the header.)
     */
    private static void acceptProblems(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accept != null
                && accept.toLowerCase(Locale.ROOT).contains(Problem.MEDIA_TYPE)
                && Audience.isForPrograms(context.request().path())) {
            context.request().headers().set(HttpHeaders.ACCEPT, accept + ", application/json;q=0.001");
        }
        context.next();
    }

    /** A body that is refused was not read: the connection cannot be used again, and saying so lets the client stop. */
    private void read(RoutingContext context) {
        context.addHeadersEndHandler(done -> {
            if (context.response().getStatusCode() == 413) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        bodies.handle(context);
    }

    private static void checkBody(RoutingContext context) {
        // The client has been told to go on; a later reader of this header would tell it again.
        context.request().headers().remove(HttpHeaders.EXPECT);
        var body = context.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (bytes.length > 0 && encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            // Nothing here decodes it, and what is read as it stands is not what was meant (RFC 9110, 12.5.3 and
            // 15.5.16).
            context.fail(new ProblemException(
                    Problem.ofStatus(415).detail("No content coding is understood"),
                    Map.of("Accept-Encoding", "identity"),
                    null));
            return;
        }
        var problem = BodyRules.check(context.request().getHeader(HttpHeaders.CONTENT_TYPE), bytes);
        if (problem.isPresent()) {
            context.fail(new ProblemException(problem.get()));
            return;
        }
        if (bytes.length == 0 && HttpMethod.POST.equals(context.request().method()) && !hasType(context)) {
            // The REST layer never answers where it expects a body and none comes though one was announced (RESTEasy
            // Reactive 3.30). White space of a type is as little, and is answered.
            context.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
            ((RoutingContextInternal) context).setBody(Buffer.buffer(" "));
            context.put(UNTYPED, true);
        }
        context.next();
    }

    /** Whether the client said what its body is. A guard by the type asks this, too. */
    public static boolean isTyped(RoutingContext context) {
        return hasType(context) && context.get(UNTYPED) == null;
    }

    private static boolean hasType(RoutingContext context) {
        return context.request().getHeader(HttpHeaders.CONTENT_TYPE) != null;
    }
}
