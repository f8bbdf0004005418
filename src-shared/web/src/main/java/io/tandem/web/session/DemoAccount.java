package io.tandem.web.session;

import io.tandem.settings.Precis;
import io.tandem.settings.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The one account there is.
 *
 * <p>Kept: comparing takes the same time whatever is wrong. {@link MessageDigest#isEqual} looks at all that was given, and at
 * nothing else: how long it takes depends on the length of what was given, which its sender knows, neither on the length of what is
 * right nor on a common beginning. The name is compared even when the password is wrong, and a password is taken whole, however
 * long it is. Both are compared in their one form ({@link Precis}). (Hashing first would add nothing but its price, on each call of a program: what a hash would protect is not stored.)
 */
@Singleton
public class DemoAccount {
    private final String name;
    private final byte[] nameBytes;
    private final byte[] passwordBytes;

    @Inject
    DemoAccount(Secrets secrets) {
        this(secrets.required("APP_DEMO_USERNAME"), secrets.required("APP_DEMO_PASSWORD"));
    }

    DemoAccount(String name, String password) {
        this.name = Precis.username(name).orElse(name);
        this.nameBytes = bytes(this.name);
        this.passwordBytes = bytes(Precis.password(password).orElse(password));
    }

    String name() {
        return name;
    }

    boolean matches(String account, String password) {
        // What was given comes first: it alone sets the time.
        boolean sameName = MessageDigest.isEqual(bytes(Precis.username(account).orElse(account)), nameBytes);
        boolean samePassword =
                MessageDigest.isEqual(bytes(Precis.password(password).orElse(password)), passwordBytes);
        return sameName && samePassword; // both have been compared by now
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
