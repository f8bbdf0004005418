package io.tandem.bench.measure;

import io.tandem.bench.arena.Contestant;
import io.tandem.bench.arena.Site;

/** A contestant that is up and warm. All stand during the whole run, and one at a time is loaded: none is measured cold. */
public record Standing(Contestant contestant, Site site, StartFigures start) implements AutoCloseable {

    public String name() {
        return contestant.name();
    }

    @Override
    public void close() {
        site.close();
    }
}
