package io.tandem.variables;

/**
 * A setting that makes a start pointless. Its message is one line for the person who starts the service: it names the
 * setting and what to do, and never shows the value of a secret.
 */
public final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadSettingException(String message) {
        super(message);
    }

    public BadSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
