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
}
