package io.tandem.consumer;

/** What a handler makes of one delivery. */
public sealed interface Verdict {

    /**
     * Its effect is committed: acknowledge it.
     *
     * @param before by an earlier delivery: this one was a duplicate
     */
    record Done(boolean before) implements Verdict {}

    /** It failed, and may not fail again: deliver it again after a pause; the last time, park it. */
    record Retry(String reason) implements Verdict {}

    /** It will never succeed: keep it with its reason for somebody to look at, and go on with the rest. */
    record Park(String reason, String detail) implements Verdict {}

    /** Nothing can succeed now, for reasons outside the message: take no more until that is over. */
    record Unavailable(String reason) implements Verdict {}

    /** By this delivery. */
    Verdict DONE = new Done(false);

    /** By an earlier one. */
    Verdict DONE_BEFORE = new Done(true);
}
