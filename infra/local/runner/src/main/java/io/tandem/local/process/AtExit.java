package io.tandem.local.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the children with the JVM, whoever forgot to: a test that fails half-way leaves no server behind. The latest child
 * goes first, since it is the one that needs the others. Only {@code kill -9} of the parent escapes this; {@link PidFile}
 * finds what that leaves.
 */
public final class AtExit {

    private static final Deque<Process> CHILDREN = new ArrayDeque<>();
    private static final List<Runnable> ORDERLY = new ArrayList<>();
    private static final long GRACE_SECONDS = 10;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "end-children"));
    }

    private AtExit() {}

    /** Runs before the children that are left are ended: a supervisor's own, ordered stop. */
    public static void first(Runnable orderlyStop) {
        synchronized (CHILDREN) {
            ORDERLY.add(orderlyStop);
        }
    }

    static void endWithParent(Process child) {
        synchronized (CHILDREN) {
            CHILDREN.removeIf(earlier -> !earlier.isAlive());
            CHILDREN.push(child);
        }
    }

    private static void run() {
        orderly().forEach(Runnable::run);
        List<Process> left = children();
        left.forEach(Process::destroy);
        for (Process child : left) {
            try {
                if (!child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    child.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                child.destroyForcibly();
            }
        }
    }

    private static List<Runnable> orderly() {
        synchronized (CHILDREN) {
            return List.copyOf(ORDERLY);
        }
    }

    private static List<Process> children() {
        synchronized (CHILDREN) {
            return CHILDREN.stream().filter(Process::isAlive).toList();
        }
    }
}
