package io.tandem.web.status;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What the sources said last. Invariant: a page waits for none of them. */
@Singleton
public class StatusBoard {

    private static final Logger LOG = Logger.getLogger(StatusBoard.class);

    /** What takes longer is not well, and the next look has its own chance. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final List<StatusSource> sources;
    private volatile List<StatusItem> items = List.of();

    StatusBoard(@All List<StatusSource> sources) {
        this.sources = sources;
    }

    /** As of the last look; empty before the first. */
    public List<StatusItem> items() {
        return items;
    }

    @Scheduled(
            identity = "status-look",
            every = "${tandem.web.status-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        List<Uni<List<StatusItem>>> looks =
                sources.stream().map(StatusBoard::guarded).toList();
        return Uni.join().all(looks).andCollectFailures().invoke(this::show).replaceWithVoid();
    }

    private void show(List<List<StatusItem>> found) {
        List<StatusItem> all = new ArrayList<>();
        found.forEach(all::addAll);
        items = List.copyOf(all);
    }

    private static Uni<List<StatusItem>> guarded(StatusSource source) {
        return Uni.createFrom()
                .deferred(source::look)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(away -> LOG.debugf(
                        "status=not-known source=%s cause=%s", source.getClass().getSimpleName(), away))
                .onFailure()
                .recoverWithItem(List.of());
    }
}
