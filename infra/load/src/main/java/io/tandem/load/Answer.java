package io.tandem.load;

/**
 * What a caller was told.
 *
 * @param status an HTTP status, or below 100 if there was no answer
 * @param saysWhen whether a refusal says when to come back
 * @param why there was no answer
 */
record Answer(int status, boolean saysWhen, String why) {

    static final int PLACED = 201;
    static final int IN_DOUBT = 202;
    static final int EXISTS = 409;
    static final int UNAVAILABLE = 503;

    /** No connection of ours was free: it was never sent, and says nothing about the service. */
    static final Answer NOT_SENT = new Answer(1, false, "not sent");

    private static final int NONE = 2;

    Answer(int status, boolean saysWhen) {
        this(status, saysWhen, "");
    }

    /** The service took no connection, closed it, or said nothing in time. */
    static Answer none(Throwable why) {
        return new Answer(NONE, false, why.getClass().getSimpleName() + ": " + why.getMessage());
    }

    /** For a list of what happened. */
    String name() {
        return why.isEmpty() ? Integer.toString(status) : why;
    }
}
