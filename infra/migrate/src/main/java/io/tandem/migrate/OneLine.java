package io.tandem.migrate;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** A failure in one line: the outermost message says what was tried, the innermost why it failed. */
final class OneLine {

    private OneLine() {}

    static String of(Throwable failure) {
        Deque<Throwable> chain = new ArrayDeque<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        String what = text(chain.getFirst());
        String why = text(chain.getLast());
        return what.contains(why) ? what : what + ": " + why;
    }

    /** The first line: Flyway puts the details of the cause, which has its own turn, below it. */
    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow().strip();
    }
}
