package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.demo.Visitor;
import io.tandem.rehearse.host.Host;
import io.tandem.rehearse.network.Namespaces;
import io.tandem.rehearse.network.Site;
import java.nio.file.Path;
import java.util.List;

/**
 * What every chapter of the rehearsal has to do with.
 *
 * @param visitor somebody outside, at the public address
 */
record Scene(
        Story story,
        Path folder,
        Namespaces namespaces,
        Packages packages,
        Host order,
        Host logistics,
        Visitor visitor) {

    static final String URL = "http://" + Site.PUBLIC_ADDRESS;

    List<Host> hosts() {
        return List.of(order, logistics);
    }
}
