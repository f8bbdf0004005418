package io.tandem.local.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends the children with the JVM, also where that was forgotten: a test that fails half-way leaves no server behind. The latest child
 * goes first, since it is the one that needs the others. Only {@code kill -9} of the parent escapes this; {@link PidFile}
 * finds what that leaves.
 */
public final class AtExit {

    private static final Deque<Process> CHILDREN = new ArrayDeque<>();
    private static final Deque<Runnable> ORDERLY = new ArrayDeque<>();
    private static final long GRACE_SECONDS = 10;
    private static final int AS_THE_JVM_LIKES = -1;

    private static boolean exiting;
    private static int exitCode = AS_THE_JVM_LIKES;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "end-children"));
    }

    private AtExit() {}

    /** A program's main: what cannot be done is said in one line, and the JVM ends with 1. */
    public static void orSayWhyNot(Runnable program) {
        try {
            program.run();
        } catch (LocalFailure failure) {
            if (!isExiting()) { // else a signal stopped what we were waiting for
                System.err.println("tandem: " + failure.getMessage());
                exitWith(1);
            }
            System.exit(1);
        }
    }

    /** Runs before the children that are left are ended, the latest given first: a supervisor's own, ordered stop. */
    public static void first(Runnable orderlyStop) {
        synchronized (CHILDREN) {
            ORDERLY.push(orderlyStop);
        }
    }

    /** The code to end with instead of the JVM's own, which is 130 or 143 after a signal. */
    public static void exitWith(int code) {
        synchronized (CHILDREN) {
            exitCode = code;
        }
    }

    /** Whether the JVM is on its way out: failures from now on are consequences. */
    public static boolean isExiting() {
        synchronized (CHILDREN) {
            return exiting;
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
        synchronized (CHILDREN) {
            exiting = true;
        }
        orderly().forEach(AtExit::runQuietly);
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

    /** One that fails keeps no other from its turn. */
    private static void runQuietly(Runnable orderlyStop) {
        try {
            orderlyStop.run();
        } catch (RuntimeException failure) {
            System.err.println("While stopping: " + failure.getMessage());
        }
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
            return CHILDREN.stream().filter(Process::isAlive).toList();
        }
    }
}
