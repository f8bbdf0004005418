package io.tandem.order.forward;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the logistics service is. */
@ConfigMapping(prefix = "tandem.logistics")
public interface ForwardSettings {

    /** {@code http://host:port}, from {@code LOGISTICS_URL}; a path in it is ignored. */
    URI url();

    /** How long it may take to answer. */
    @WithDefault("5s")
    Duration timeout();
}
