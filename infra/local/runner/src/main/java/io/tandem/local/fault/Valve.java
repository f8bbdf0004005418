package io.tandem.local.fault;

import java.time.Duration;
import java.util.function.Supplier;

/** The state that all connections of a link share, for one direction: whether bytes may flow, and how fast. */
final class Valve {

    /** What the link does with connections and bytes. */
    enum Mode {
        OPEN,
        STALLED,
        CUT
    }

    private Mode mode = Mode.OPEN;
    private Supplier<Duration> delay = () -> Duration.ZERO;

    synchronized void set(Mode next) {
        mode = next;
        notifyAll();
    }

    synchronized void delay(Supplier<Duration> ofChunk) {
        delay = ofChunk;
    }

    synchronized boolean isCut() {
        return mode == Mode.CUT;
    }

    /** Returns when bytes may flow: true to go on, false if the link was cut meanwhile. */
    boolean await() throws InterruptedException {
        Duration pause;
        synchronized (this) {
            while (mode == Mode.STALLED) {
                wait();
            }
            pause = delay.get();
        }
        Thread.sleep(pause.toMillis());
        return !isCut();
    }
}
