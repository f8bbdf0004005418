package io.tandem.load;

/**
 * What a caller was told.
 *
 * @param status 0 if there was no answer
 * @param saysWhen whether a refusal says when to come back
 */
record Answer(int status, boolean saysWhen) {

    static final int PLACED = 201;
    static final int IN_DOUBT = 202;
    static final int EXISTS = 409;
    static final int UNAVAILABLE = 503;

    static final Answer NONE = new Answer(0, false);
}
