package io.tandem.local.run;

import io.tandem.local.process.ChildProcess;
import io.tandem.local.process.ChildProcess.Command;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Ports;
import io.tandem.local.process.Server;
import io.tandem.local.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One process of {@code order-native} or {@code logistics-native}, on ports that it keeps when it is started again. */
public final class ServiceProcess implements Server {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);

    private final Definition definition;
    private final PidFile pidFile;
    private volatile ChildProcess process;

    ServiceProcess(Definition definition) {
        this.definition = definition;
        this.pidFile = new PidFile(definition.folder().pidFile(definition.name()));
    }

    /** A start, and a broker's or a database's that ended at the same time. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    @Override
    public String name() {
        return definition.name();
    }

    /** Returns as soon as the process exists; see {@link #awaitReady}. */
    @Override
    public synchronized void start() {
        if (isAlive()) {
            return;
        }
        pidFile.endOrphan(definition.folder().marker());
        Ports.requireFree(definition.port(), name());
        Ports.requireFree(definition.managementPort(), name() + " management");
        process = ChildProcess.start(Command.of(name(), definition.commandLine(), log())
                .withEnvironment(definition.environment())
                .withholding(ServiceEnvironment.WITHHELD));
        pidFile.write(process.pid());
    }

    /** Until it says that it can serve, with database and broker in reach. */
    public void awaitReady(Duration atMost) {
        ChildProcess started = process;
        boolean ready = Waiting.until(atMost, () -> !started.isAlive() || Health.isReady(managementUrl()));
        if (!started.isAlive()) {
            throw new LocalFailure(name() + " ended while starting (exit code " + started.exitCode() + "): "
                    + started.lastLines(1) + " (see " + log() + ")");
        }
        if (!ready) {
            throw new LocalFailure(name() + " was not ready within " + atMost.toSeconds() + " s: "
                    + Health.describe(managementUrl()) + " (see " + log() + ")");
        }
    }

    @Override
    public void awaitServing() {
        awaitReady(READY_WITHIN);
    }

    public boolean isReady() {
        return isAlive() && Health.isReady(managementUrl());
    }

    public String url() {
        return "http://127.0.0.1:" + definition.port();
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + definition.managementPort();
    }

    public Path log() {
        return definition.folder().log(name());
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void kill() {
        ChildProcess running = process;
        if (running != null) {
            running.kill();
            pidFile.delete();
        }
    }

    /** SIGTERM; it has its own, shorter limit for what is in flight. */
    @Override
    public void stop() {
        ChildProcess running = process;
        if (running != null) {
            running.stop(STOP_TIMEOUT);
            pidFile.delete();
        }
    }

    /** What a process is and where: everything that stays when it is started again. */
    record Definition(
            String name,
            ServicePrograms programs,
            String module,
            Map<String, String> environment,
            int port,
            int managementPort,
            RunFolder folder) {

        private List<String> commandLine() {
            // by which an orphan is known for ours
            return programs.commandLine(module, List.of("-Dtandem.run=" + folder.marker()));
        }
    }
}
