package io.tandem.web.form;

import io.tandem.web.http.Cookies;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hidden field that proves a form to be ours (CSRF): an HMAC made with the session cookie as its key.
 *
 * <p>Kept: the token is bound to the session, needs no storage and no shared key, and is the same in every tab and on every
 * service that sees the cookie, so a page rendered by one service can be posted to another. A token per page (what
 * quarkus-rest-csrf does once it signs) breaks with the second tab and with a page shown through another service. Before
 * the sign-in there is no session; a random cookie of its own takes its place.
 */
@Singleton
public class FormToken {
    public static final String FIELD = "csrf";

    private static final String SESSION = "tandem_session";
    private static final String BEFORE_SESSION = "tandem_form";
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "tandem form 1".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();

    /** The token for a page that is about to be rendered for this request. */
    public String of(RoutingContext context) {
        return token(secret(context).orElseGet(() -> newSecret(context)));
    }

    boolean isValid(RoutingContext context, String token) {
        byte[] given = token == null ? new byte[0] : token.getBytes(StandardCharsets.UTF_8);
        return secret(context)
                .map(FormToken::token)
                .map(expected -> MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given))
                .orElse(false);
    }

    private static Optional<String> secret(RoutingContext context) {
        return Cookies.read(context, SESSION).or(() -> Cookies.read(context, BEFORE_SESSION));
    }

    private String newSecret(RoutingContext context) {
        // Two forms on one page, or a page rendered again after a failure, must agree.
        String made = context.get(BEFORE_SESSION);
        if (made == null) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            context.put(BEFORE_SESSION, made);
            Cookies.write(context, BEFORE_SESSION, made);
        }
        return made;
    }

    private static String token(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
