package io.tandem.web.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.variables.Precis;
import io.tandem.web.http.LogText;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Decides on a name and a password, for the form and for HTTP Basic alike.
 *
 * <p>Invariant: every decision is counted, and all but the accepted calls of programs are logged (those come by the thousand and
 * say nothing), with the name if it is the account's and never what may be a password.
 */
@Singleton
public class SignIn {
    private static final Logger LOG = Logger.getLogger(SignIn.class);

    /** How the name and the password came. */
    enum Way {
        FORM,
        BASIC
    }

    private final DemoAccount demo;
    private final MeterRegistry meters;
    private final Throttle throttle = new Throttle(InstantSource.system());

    SignIn(DemoAccount demo, MeterRegistry meters) {
        this.demo = demo;
        this.meters = meters;
    }

    SignInOutcome attempt(Way way, String address, String typed, String password) {
        // In its one form, for each of the others would be an account of its own to guess at.
        String account = Precis.username(typed).orElse(typed);
        SignInOutcome outcome =
                outcome(throttle.attempt(address, account, password, () -> demo.matches(account, password)));
        String word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String by = way.name().toLowerCase(Locale.ROOT);
        meters.counter("tandem.sign.in", "way", by, "outcome", word).increment();
        if (way == Way.FORM || !(outcome instanceof SignInOutcome.Accepted)) {
            LOG.infof("event=sign-in outcome=%s way=%s account=%s address=%s", word, by, known(account), address);
        }
        return outcome;
    }

    /** People type their password where the name belongs: only a name that is one is written down. */
    private String known(String account) {
        return demo.name().equals(account) ? LogText.of(account) : "unknown";
    }

    private SignInOutcome outcome(Throttle.Attempt attempt) {
        if (attempt instanceof Throttle.Attempt.Blocked blocked) {
            return new SignInOutcome.Blocked(blocked.time());
        }
        return attempt instanceof Throttle.Attempt.Right
                ? new SignInOutcome.Accepted(demo.name())
                : new SignInOutcome.Refused();
    }
}
