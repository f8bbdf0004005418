package io.tandem.migrate;

/** Settings that are missing or wrong; the message is the one line that the user gets. */
final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettings(String message) {
        super(message);
    }
}
