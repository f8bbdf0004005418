package io.tandem.web.form;

import io.tandem.web.http.Cookies;
import io.tandem.web.http.SessionCookieName;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hidden field that proves a form to be ours (CSRF): an HMAC made with the session cookie as its key.
 *
 * <p>Invariant: the token is bound to the session, needs no storage and no shared key, and holds in every tab and on every
 * service that sees the cookie, so a page rendered by one service can be posted to another. A token per page (what
 * quarkus-rest-csrf does once it signs) breaks with the second tab and with a page shown through another service. Before
 * the sign-in there is no session; a random cookie of its own takes its place.
 *
 * <p>It is written under a random mask, another one each time: pages are compressed, and from the length of many compressed pages
 * a text that stays the same could be read (BREACH). See docs/decisions/0031.
 */
@Singleton
public class FormToken {
    public static final String FIELD = "csrf";

    private static final String BEFORE_SESSION = "tandem_form";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;
    private static final byte[] PURPOSE = "tandem form 1".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random = new SecureRandom();

    /** The token for a page that is about to be rendered for this request. */
    public String of(RoutingContext context) {
        byte[] token = token(secret(context).orElseGet(() -> newSecret(context)));
        byte[] mask = new byte[LENGTH];
        random.nextBytes(mask);
        byte[] written = Arrays.copyOf(mask, 2 * LENGTH);
        System.arraycopy(xor(mask, token), 0, written, LENGTH, LENGTH);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
    }

    boolean isValid(RoutingContext context, String token) {
        byte[] given = unmasked(token);
        return secret(context)
                .map(FormToken::token)
                .map(expected -> MessageDigest.isEqual(expected, given))
                .orElse(false);
    }

    private static byte[] unmasked(String text) {
        try {
            byte[] written = Base64.getUrlDecoder().decode(text == null ? "" : text);
            return written.length != 2 * LENGTH
                    ? new byte[0]
                    : xor(Arrays.copyOf(written, LENGTH), Arrays.copyOfRange(written, LENGTH, 2 * LENGTH));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = new byte[LENGTH];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (one[i] ^ other[i]);
        }
        return result;
    }

    private static Optional<String> secret(RoutingContext context) {
        return Cookies.read(context, SessionCookieName.get()).or(() -> Cookies.read(context, BEFORE_SESSION));
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

    private static byte[] token(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(PURPOSE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
