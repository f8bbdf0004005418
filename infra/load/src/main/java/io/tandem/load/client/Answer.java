package io.tandem.load.client;

/**
 * What a caller was told.
 *
 * @param status an HTTP status, or one of {@link #NOT_SENT}, {@link #NOT_CONNECTED} and {@link #NONE}
 * @param body empty if there was no answer
 * @param saysWhen whether a refusal says when to come back
 * @param why there was no answer
 */
public record Answer(long orderId, int status, String body, boolean saysWhen, String why) {

    /** No connection of ours was free: it was never sent, and says nothing about the service. */
    public static final int NOT_SENT = 1;
    /** The service took no connection, so nothing was sent. */
    public static final int NOT_CONNECTED = 2;
    /** The service closed the connection or said nothing in time: anything may have happened. */
    public static final int NONE = 3;

    public static final int PLACED = 201;
    public static final int IN_DOUBT = 202;
    public static final int EXISTS = 409;
    public static final int UNAVAILABLE = 503;

    static Answer without(long orderId, int status, Throwable why) {
        return new Answer(orderId, status, "", false, why.getClass().getSimpleName() + ": " + why.getMessage());
    }

    /** For a list of what happened. */
    public String name() {
        return why.isEmpty() ? Integer.toString(status) : why;
    }
}
