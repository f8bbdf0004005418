package io.tandem.faults.history;

import java.util.UUID;

/** What a caller came to know of one call. */
public sealed interface Told {

    /** 201: the order is paid. The attempt is an earlier one's if the call was a repeat. */
    record Placed(UUID attempt) implements Told {
        @Override
        public String name() {
            return "placed";
        }
    }

    /** 409: the number is taken, and this attempt wrote nothing. */
    record Exists(UUID attempt) implements Told {
        @Override
        public String name() {
            return "exists";
        }
    }

    /** 422: the Idempotency-Key belongs to another request, and this attempt wrote nothing. */
    record KeyReused(UUID attempt) implements Told {
        @Override
        public String name() {
            return "key-reused";
        }
    }

    /** 202: one final answer will be found under the attempt. */
    record InDoubt(UUID attempt) implements Told {
        @Override
        public String name() {
            return "in-doubt";
        }
    }

    /** 503, or no connection at all: nothing was written. The caller is not told under which attempt. */
    record Refused(String why) implements Told {
        @Override
        public String name() {
            return "refused";
        }
    }

    /** Nothing: the caller gave up, or the connection broke. Whatever happened is right, as long as it is one thing. */
    record Nothing(String why) implements Told {
        @Override
        public String name() {
            return "nothing";
        }
    }

    /** An answer that the contract does not have. */
    record OffContract(int status, String body) implements Told {
        @Override
        public String name() {
            return "off-contract";
        }
    }

    /** A short name of the kind of answer, for statistics and pages. */
    String name();
}
