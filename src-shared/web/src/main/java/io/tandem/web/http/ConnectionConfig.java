package io.tandem.web.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one connection may cost. How many there may be is Quarkus' own setting ({@code quarkus.http.limits.max-connections}). */
@ConfigMapping(prefix = "tandem.connection")
public interface ConnectionConfig {

    /** From a request's first byte to its last. Our largest is 64 KiB: at this pace even a bad line sends it. */
    @WithDefault("20S")
    Duration requestWithin();

    /** From the end of an answer until the client's system has taken it in; our largest page is below 200 KiB. */
    @WithDefault("30S")
    Duration answerWithin();

    /**
     * Requests that a client may send ahead without having taken the answer to the one before. Browsers and libraries send
     * none; one that sends more is cut off, after which it may send the unanswered ones again (RFC 9112, 9.3.2).
     */
    @WithDefault("8")
    int requestsAhead();
}
