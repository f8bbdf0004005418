package io.tandem.web.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is ours to say about HTTP; limits and ports are Quarkus' own settings. */
@ConfigMapping(prefix = "tandem.http")
public interface HttpConfig {

    /** How long requests under way may take to end when the service stops. */
    @WithDefault("10S")
    Duration drain();

    /**
     * How long a stopping service goes on serving although it is not ready any more. Behind a load balancer that is the time it
     * takes to notice; without one there is nothing to wait for.
     */
    @WithDefault("0S")
    Duration stopNotice();
}
