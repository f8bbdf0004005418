package io.tandem.web.session;

import io.tandem.settings.Secrets;
import io.tandem.variables.Precis;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The one account there is. A password that comes from a file is read again each second at most, so that a new one needs no
 * restart: from then on the old one is wrong. Sessions go on.
 *
 * <p>Invariant: comparing takes the same time whatever is wrong. {@link MessageDigest#isEqual} looks at all that was given, and at
 * nothing else: how long it takes depends on the length of what was given, which its sender knows, neither on the length of what is
 * right nor on a common beginning. The name is compared even when the password is wrong, and a password is taken whole, however
 * long it is. Both are compared in their one form ({@link Precis}). (Hashing first would add nothing but its price, on each call
 * of a program: what a hash would protect is not stored.)
 */
@Singleton
public class DemoAccount {
    private static final Logger LOG = Logger.getLogger(DemoAccount.class);
    private static final Duration READ_AGAIN = Duration.ofSeconds(1);

    private final String name;
    private final byte[] nameBytes;
    private final Supplier<String> source;
    private final InstantSource clock;
    private volatile Password password;

    private record Password(String text, Instant readAt) {}

    @Inject
    DemoAccount(Secrets secrets) {
        this(
                secrets.required("APP_DEMO_USERNAME"),
                () -> secrets.required("APP_DEMO_PASSWORD"),
                InstantSource.system());
    }

    DemoAccount(String name, Supplier<String> source, InstantSource clock) {
        this.name = Precis.username(name).orElse(name);
        this.nameBytes = bytes(this.name);
        this.source = source;
        this.clock = clock;
        this.password = read();
    }

    String name() {
        return name;
    }

    boolean matches(String account, String given) {
        byte[] right = bytes(current());
        // What was given comes first: it alone sets the time.
        boolean sameName = MessageDigest.isEqual(bytes(Precis.username(account).orElse(account)), nameBytes);
        boolean samePassword =
                MessageDigest.isEqual(bytes(Precis.password(given).orElse(given)), right);
        return sameName && samePassword; // both have been compared by now
    }

    private String current() {
        Password known = password;
        if (!clock.instant().isBefore(known.readAt().plus(READ_AGAIN))) {
            try {
                known = read();
            } catch (RuntimeException unreadable) {
                // In the midst of being replaced, perhaps: the last one that could be read holds.
                LOG.warnf("event=password-not-read cause=%s", unreadable.getMessage());
                known = new Password(known.text(), clock.instant());
            }
            password = known;
        }
        return known.text();
    }

    private Password read() {
        String text = source.get();
        return new Password(Precis.password(text).orElse(text), clock.instant());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
