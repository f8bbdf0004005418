package io.tandem.consumer;

import java.util.function.Function;

/** What a handler makes of one delivery. */
public sealed interface Verdict {

    /**
     * Its effect is committed: acknowledge it.
     *
     * @param before by an earlier delivery: this one was a duplicate
     */
    record Done(boolean before) implements Verdict {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.done.apply(this);
        }
    }

    /** It failed, and may not fail again: deliver it again after a pause; the last time, park it. */
    record Retry(String reason) implements Verdict {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.retry.apply(this);
        }
    }

    /** It will never succeed: keep it with its reason for an operator to look at, and go on with the rest. */
    record Park(String reason, String detail) implements Verdict {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.park.apply(this);
        }
    }

    /** Nothing can succeed now, for reasons outside the message: it is kept and handled again until that is over. */
    record Unavailable(String reason) implements Verdict {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unavailable.apply(this);
        }
    }

    /** By this delivery. */
    Verdict DONE = new Done(false);

    /** By an earlier one. */
    Verdict DONE_BEFORE = new Done(true);

    /** Total: there is a case for each verdict, and the compiler asks for it. */
    <R> R fold(Cases<R> cases);

    /** What to make of each verdict. */
    record Cases<R>(
            Function<Done, R> done,
            Function<Retry, R> retry,
            Function<Park, R> park,
            Function<Unavailable, R> unavailable) {}
}
