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
    private static final int AS_THE_JVM_LIKES = -1;

    private static boolean exiting;
    private static int exitCode = AS_THE_JVM_LIKES;

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

    /** The code to end with instead of the JVM's own, which is 130 or 143 after a signal. */
    public static void exitWith(int code) {
        synchronized (CHILDREN) {
            exitCode = code;
        }
    }

    static void endWithParent(Process child) {
        synchronized (CHILDREN) {
            if (exiting) {
                child.destroyForcibly(); // started while everything was being stopped
                return;
            }
            CHILDREN.removeIf(earlier -> !earlier.isAlive());
            CHILDREN.push(child);
        }
    }

    private static void run() {
        orderly().forEach(Runnable::run);
        List<Process> left = childrenLeft();
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
        haltIfToldTo();
    }

    private static void haltIfToldTo() {
        int code;
        synchronized (CHILDREN) {
            code = exitCode;
        }
        if (code != AS_THE_JVM_LIKES) {
            System.out.flush();
            Runtime.getRuntime().halt(code);
        }
    }

    private static List<Runnable> orderly() {
        synchronized (CHILDREN) {
            return List.copyOf(ORDERLY);
        }
    }

    private static List<Process> childrenLeft() {
        synchronized (CHILDREN) {
            exiting = true;
            return CHILDREN.stream().filter(Process::isAlive).toList();
        }
    }
}
