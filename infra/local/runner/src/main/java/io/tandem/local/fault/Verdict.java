package io.tandem.local.fault;

/** What happens to a chunk of bytes on its way from the client to the server. */
public enum Verdict {
    /** It goes on. */
    PASS,
    /** It does not go on, and both sides see a reset: the server never heard of it. */
    CUT_BEFORE,
    /** The server gets it and answers, the answer is dropped, and the client sees a reset: it took effect, unknown to the client. */
    CUT_AFTER
}
