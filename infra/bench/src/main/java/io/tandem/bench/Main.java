package io.tandem.bench;

import io.tandem.bench.arena.Arena;
import io.tandem.bench.arena.FlushMode;
import io.tandem.bench.arena.OutboxPeer;
import io.tandem.bench.arena.SpringPeer;
import io.tandem.bench.arena.Tandem;
import io.tandem.bench.measure.Measuring;
import io.tandem.local.process.AtExit;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.process.ProjectRoot;
import java.nio.file.Path;

/** The program behind {@code make bench}. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        AtExit.orSayWhyNot(() -> run(arguments));
        System.exit(0);
    }

    private static void run(String... arguments) {
        Plan plan = Plan.from(System.getenv());
        Path folder = ProjectRoot.find()
                .resolve(".run-bench")
                .resolve(Long.toString(ProcessHandle.current().pid()));
        Progress progress = Progress.CONSOLE;
        try (Arena arena = Arena.open(folder, FlushMode.ASYNC_FLUSH, progress);
                Measuring measuring = new Measuring(arena)) {
            for (String who : arguments) {
                measuring.turn(
                        switch (who) {
                            case "spring" -> new SpringPeer();
                            case "outbox" -> new OutboxPeer();
                            default -> Tandem.onTheJvm();
                        },
                        plan.callers(),
                        plan.warmUp(),
                        plan.closed(),
                        plan.open());
            }
        }
        Folders.delete(folder);
    }
}
