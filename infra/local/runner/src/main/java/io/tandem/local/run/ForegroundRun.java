package io.tandem.local.run;

import io.tandem.local.process.AtExit;
import io.tandem.local.process.PidFile;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code make run} and {@code make stack}: everything in the foreground, kept up until a signal ends it, and then stopped in
 * order with exit code 0.
 */
final class ForegroundRun {

    private static final List<String> PROCESSES = List.of("order", "logistics", "rocketmq", "mysql");

    private final StackConfig config;
    private final boolean withServices;
    private final Progress progress;
    private final Supervisor supervisor;

    ForegroundRun(StackConfig config, boolean withServices, Duration restartDelay) {
        this.config = config.withCopies();
        this.withServices = withServices;
        this.progress = config.progress();
        this.supervisor = new Supervisor(restartDelay, progress);
    }

    /** Never returns: it fails, or a signal ends the JVM. */
    void run() {
        RunFolder folder = config.folder();
        RunLock lock = RunLock.take(folder);
        AtExit.first(lock::close);
        endOrphans(folder);
        requireFreePorts();
        TandemStack stack = new TandemStack(config);
        AtExit.first(() -> stop(stack));
        AtExit.exitWith(0);
        Stopwatch time = Stopwatch.start();
        if (withServices) {
            stack.start();
        } else {
            stack.startServers();
        }
        EnvironmentFile.write(folder, stack.environment());
        supervisor.watch(supervised(stack));
        progress.say(ready(stack) + time);
        if (withServices) {
            whatNext(stack).forEach(progress::say);
        }
        waitForASignal();
    }

    private void stop(TandemStack stack) {
        supervisor.close();
        Stopwatch time = Stopwatch.start();
        progress.say("stopping");
        EnvironmentFile.delete(config.folder());
        stack.stop();
        progress.say("stopped" + time);
    }

    private void endOrphans(RunFolder folder) {
        for (String name : PROCESSES) {
            PidFile pidFile = new PidFile(folder.pidFile(name));
            if (pidFile.endOrphan(folder.marker())) {
                progress.say("ended the " + name + " that an earlier run left behind");
            }
        }
    }

    private void requireFreePorts() {
        List<LocalPort> wanted = new ArrayList<>();
        if (withServices) {
            wanted.addAll(List.of(
                    LocalPort.ORDER, LocalPort.ORDER_MANAGEMENT, LocalPort.LOGISTICS, LocalPort.LOGISTICS_MANAGEMENT));
        }
        if (config.mySql().isEmpty()) {
            wanted.add(LocalPort.MYSQL);
        }
        if (config.rocketMq().isEmpty()) {
            wanted.addAll(List.of(LocalPort.ROCKETMQ, LocalPort.NAME_SERVER, LocalPort.BROKER));
        }
        config.ports().requireFree(wanted);
    }

    private List<Server> supervised(TandemStack stack) {
        List<Server> servers = new ArrayList<>(stack.servers());
        if (withServices) {
            servers.add(stack.services().order());
            servers.add(stack.services().logistics());
        }
        return servers;
    }

    private String ready(TandemStack stack) {
        Path environment = RunLock.shown(config.folder().environmentFile());
        if (withServices) {
            return "Tandem is ready: order " + stack.services().order().url() + ", logistics "
                    + stack.services().logistics().url() + "/logistic, sign in as "
                    + stack.signIn().user() + " / " + stack.signIn().password() + ", settings in " + environment;
        }
        return "MySQL and RocketMQ are ready, for services started by hand: set -a; . " + environment
                + "; set +a; mvn quarkus:dev -f order-native (for logistics-native also"
                + " MYSQL_USER=$MYSQL_LOGISTICS_USER MYSQL_PASSWORD=$MYSQL_LOGISTICS_PASSWORD)";
    }

    /** Below the line that programs read: what a person wants to know first. */
    private List<String> whatNext(TandemStack stack) {
        Path order = RunLock.shown(config.folder().pidFile("order"));
        return List.of(
                "",
                "  pages      " + stack.services().order().url(),
                "  account    " + stack.signIn().user(),
                "  password   " + stack.signIn().password(),
                "",
                "  try next   pay an order, follow it in the trace, look at "
                        + stack.services().order().url() + "/consistency",
                "             pay, and meanwhile: kill -9 \"$(cat " + order + ")\"",
                "  stop       Ctrl-C",
                "");
    }

    private static void waitForASignal() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
