package io.tandem.web.session;

import io.tandem.settings.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one account there is.
 *
 * <p>Kept: comparing takes the same time whatever is wrong. Both sides go through an HMAC under a key that lives as long as
 * the process, so neither length nor a common beginning shows, the name is compared even when the password is wrong, and
 * a password is taken whole, however long it is. (A slow hash would add nothing: what it would protect is not stored.)
 */
@Singleton
public class DemoAccount {
    private static final String ALGORITHM = "HmacSHA256";

    private final String name;
    private final SecretKeySpec key;
    private final byte[] nameDigest;
    private final byte[] passwordDigest;

    @Inject
    DemoAccount(Secrets secrets) {
        this(secrets.required("APP_DEMO_USERNAME"), secrets.required("APP_DEMO_PASSWORD"));
    }

    DemoAccount(String name, String password) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.name = name;
        this.nameDigest = digest(name);
        this.passwordDigest = digest(password);
    }

    String name() {
        return name;
    }

    boolean matches(String account, String password) {
        boolean sameName = MessageDigest.isEqual(nameDigest, digest(account));
        boolean samePassword = MessageDigest.isEqual(passwordDigest, digest(password));
        return sameName && samePassword; // both have been compared by now
    }

    private byte[] digest(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
