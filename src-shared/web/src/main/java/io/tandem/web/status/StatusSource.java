package io.tandem.web.status;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Something that the strip shows; a bean. It is asked again and again, and never while it has not answered. */
public interface StatusSource {

    /** How it is now. A failure is shown as not known. */
    Uni<List<StatusItem>> look();
}
