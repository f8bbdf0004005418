package io.tandem.web.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What differs from one service's pages to the next's. */
@ConfigMapping(prefix = "tandem.web")
public interface WebConfig {

    /** Where a sign-in leads when no other page was asked for. */
    @WithDefault("/")
    String home();

    /** Between two looks at how the parts of the system are. */
    @WithDefault("5s")
    Duration statusEvery();

    /** Where the service in front is, for links to its pages: {@code http://host:port}; empty if there is none. */
    Optional<String> frontUrl();

    /** The links of the navigation, in order. */
    List<Link> nav();

    interface Link {
        /** A path on this host; or an address elsewhere. */
        String href();

        String zh();

        String en();

        /** Belongs to the service in front: not shown if it is not known where that is. */
        @WithDefault("false")
        boolean front();
    }
}
