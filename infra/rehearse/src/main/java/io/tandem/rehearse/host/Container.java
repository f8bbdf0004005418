package io.tandem.rehearse.host;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.tool.Finished;
import io.tandem.rehearse.tool.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What the processes of a host run in: a process of this machine holds it, and its only child is the first process inside, whose
 * namespaces all others enter and with which they end.
 */
final class Container {

    private final String name;
    private final Path log;
    private final List<String> entering;

    private ChildProcess holder;
    private ProcessHandle first;

    /**
     * Is not there before it is started.
     *
     * @param entering how nsenter goes into it
     */
    Container(String name, Path log, String... entering) {
        this.name = name;
        this.log = log;
        this.entering = List.of(entering);
    }

    /** Returns when something inside answers that it is up. */
    void start(List<String> words, Duration atMost, BooleanSupplier isUp) {
        holder = ChildProcess.start(ChildProcess.Command.of(name, words, log));
        boolean started = Waiting.until(atMost, () -> !holder.isAlive() || (hasBegun() && isUp.getAsBoolean()));
        if (!started || !holder.isAlive()) {
            String why = holder.lastLines(1);
            holder.kill();
            throw new LocalFailure(name + " did not start: " + why);
        }
    }

    Finished run(Duration atMost, String... words) {
        return Tool.run(
                atMost,
                Stream.of(
                                Stream.of("nsenter"),
                                entering.stream(),
                                Stream.of("--target", Long.toString(first.pid()), "--"),
                                Stream.of(words))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    /** Ends all inside at once. */
    void kill(Duration atMost) {
        first.destroyForcibly();
        if (!holder.waitFor(atMost)) {
            holder.kill();
        }
    }

    /** Asks the holder to end it in order. */
    void stop(Duration atMost) {
        holder.stop(atMost);
    }

    boolean wasStarted() {
        return holder != null;
    }

    boolean isAlive() {
        return wasStarted() && holder.isAlive();
    }

    private boolean hasBegun() {
        Optional<ProcessHandle> child = holder.handle().children().findFirst();
        child.ifPresent(process -> first = process);
        return child.isPresent();
    }
}
