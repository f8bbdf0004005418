package io.tandem.web.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a sign-in lasts. */
@ConfigMapping(prefix = "tandem.session")
public interface SessionConfig {

    /** Without a request for this long, the session is over: the user walked away from a shared computer. */
    @WithDefault("30M")
    Duration idle();

    /** After this long it is over in any case (ASVS 7.3.2), so a stolen cookie cannot be kept alive for ever. */
    @WithDefault("12H")
    Duration absolute();

    /** Its name. Environments that share a host name need names of their own; both services of one share it. */
    @WithDefault("tandem_session")
    String cookie();

    /** The database answers within this time or the request gets 503. Every page waits for it. */
    @WithDefault("2S")
    Duration timeout();
}
