package io.tandem.local.process;

/**
 * Something that runs in a process of its own and can be started again where it was: on the same ports, with the same data.
 * To supervise it, break it or wait for it one needs to know no more.
 */
public interface Server {

    String name();

    /** Returns at once if it runs; else when it can be used, or fails with a {@link LocalFailure}. */
    void start();

    /** Returns when a server that was started serves, or fails with a {@link LocalFailure}; most do as soon as they have started. */
    default void awaitServing() {}

    /** Orderly and bounded; may be called while another thread starts it, whose start then fails. */
    void stop();

    /** {@code kill -9}. */
    void kill();

    boolean isAlive();

    long pid();

    ProcessHandle handle();
}
