package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.process.Progress;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.Site;
import java.nio.file.Path;

/** What every chapter of the rehearsal has to do with. */
record Scene(Story story, Progress out, Path folder, Namespaces namespaces, Releases releases) {

    /** The first order host's, while no balancer stands before it. */
    static final String HOST_URL = "http://" + Site.PUBLIC_ADDRESS;

    static final String BALANCER_URL = "http://" + Site.BALANCER_ADDRESS;
}
