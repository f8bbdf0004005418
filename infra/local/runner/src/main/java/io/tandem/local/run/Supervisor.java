package io.tandem.local.run;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Server;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.List;

/**
 * Keeps servers up as systemd would: one that ends, for whatever reason, is started again after a delay. So people can try
 * {@code kill -9} on any of them and watch the others cope.
 */
public final class Supervisor implements AutoCloseable {

    private final Duration delay;
    private final Progress progress;
    private volatile boolean closed;

    public Supervisor(Duration delay, Progress progress) {
        this.delay = delay;
        this.progress = progress;
    }

    /** From now on, each with a thread of its own: one that is slow to start delays no other. */
    public void watch(List<? extends Server> servers) {
        for (Server server : servers) {
            Thread watcher = new Thread(() -> keepUp(server), "keep-up-" + server.name());
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    /** Leaves the servers alone from now on; to be called before they are stopped on purpose. */
    @Override
    public void close() {
        closed = true;
    }

    private void keepUp(Server server) {
        while (!closed) {
            ProcessHandle process = server.handle();
            process.onExit().join();
            if (closed) {
                return;
            }
            progress.say(server.name() + " (process " + process.pid() + ") ended; it is started again in "
                    + delay.toSeconds() + " s");
            restart(server);
        }
    }

    private void restart(Server server) {
        while (!closed && !server.isAlive()) {
            Waiting.pause(delay);
            try {
                if (!closed) {
                    server.start();
                    server.awaitServing();
                    progress.say(server.name() + " is up again (process " + server.pid() + ")");
                }
            } catch (LocalFailure failure) {
                if (!closed) {
                    progress.say(server.name() + " did not start: " + failure.getMessage());
                }
            }
        }
    }
}
