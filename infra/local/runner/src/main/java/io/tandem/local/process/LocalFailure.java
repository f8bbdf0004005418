package io.tandem.local.process;

/**
 * Something that a person can put right: a port in use, a missing package, a server that did not start. Its message is one
 * line that says what to do, so its catcher prints the message and no stack trace.
 */
public final class LocalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalFailure(String message) {
        super(message);
    }

    public LocalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
