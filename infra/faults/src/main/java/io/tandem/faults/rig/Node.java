package io.tandem.faults.rig;

import io.tandem.faults.rule.Agent;
import io.tandem.faults.rule.Rule;
import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.Inspector;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of a service, with links of its own to both servers and an agent inside. */
public final class Node {

    /** The gRPC channel of the client backs off for as long as a minute. */
    private static final Duration READY = Duration.ofSeconds(100);

    private static final String WRONG_RULE = "error type checking rule";

    private final String name;
    private final ServiceProcess process;
    private final FaultyLink mySql;
    private final FaultyLink broker;
    private final Agent agent;
    private List<Rule> standing = List.of();

    Node(String name, ServiceProcess process, FaultyLink mySql, FaultyLink broker, Agent agent) {
        this.name = name;
        this.process = process;
        this.mySql = mySql;
        this.broker = broker;
        this.agent = agent;
    }

    public String name() {
        return name;
    }

    public String url() {
        return process.url();
    }

    public FaultyLink mySql() {
        return mySql;
    }

    public FaultyLink broker() {
        return broker;
    }

    public Agent agent() {
        return agent;
    }

    public ServiceProcess process() {
        return process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public boolean isReady() {
        return process.isReady();
    }

    /** Rules that the process has from now on, also when it is started again: what makes it a broken variant. */
    public void standing(List<Rule> rules) {
        standing = rules;
        reset();
    }

    /** SIGSTOP. */
    public void pause() {
        signal("-STOP");
    }

    /** SIGCONT; harmless if it was not paused. */
    public void resume() {
        signal("-CONT");
    }

    /** Whether it stands still after SIGSTOP. */
    public boolean isStopped() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Links whole, process running and as it should be. Does not wait until it is ready. */
    public void restore() {
        for (FaultyLink link : List.of(mySql, broker)) {
            link.inspectWith(Inspector.PASS_ALL);
            link.heal();
        }
        if (process.isAlive()) {
            resume();
            reset();
        } else {
            process.start();
        }
    }

    /** Until it can serve; then it has its standing rules. */
    public void awaitReady() {
        process.awaitReady(READY);
        reset();
    }

    /** Fails if a rule made no sense to Byteman, which says so in the log and goes on without it. */
    public void requireSoundRules() {
        try (Stream<String> lines = Files.lines(process.log(), StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> line.contains(WRONG_RULE)).findFirst().ifPresent(line -> {
                throw new LocalFailure(name + ": " + line + " (see " + process.log() + ")");
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void reset() {
        agent.set(standing);
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                throw new LocalFailure("kill " + signal + " did not end");
            }
        } catch (IOException failure) {
            throw new LocalFailure("Cannot signal " + name, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted", interrupted);
        }
    }
}
