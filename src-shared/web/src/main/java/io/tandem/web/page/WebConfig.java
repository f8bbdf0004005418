package io.tandem.web.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What differs from one service's pages to the next's. */
@ConfigMapping(prefix = "tandem.web")
public interface WebConfig {

    /** Where a sign-in leads when no other page was asked for. */
    @WithDefault("/")
    String home();

    /** The links of the navigation, in order. */
    List<Link> nav();

    interface Link {
        /** A path on this host; or an address elsewhere. */
        String href();

        String zh();

        String en();

        /** Belongs to the service in front: shown only on pages that are shown through it (see {@link Pages#FRONT}). */
        @WithDefault("false")
        boolean front();
    }
}
