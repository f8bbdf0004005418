package io.tandem.console.trace;

import io.tandem.console.BusinessRows;
import io.tandem.ledger.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What is looked for; read from an address, which can be written by hand. */
public sealed interface TraceQuery {

    /** Every attempt at that business key. */
    record OfKey(String key) implements TraceQuery {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.ofKey.apply(this);
        }
    }

    /** That attempt. */
    record OfAttempt(AttemptId id) implements TraceQuery {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.ofAttempt.apply(this);
        }
    }

    /** The attempt of that message. */
    record OfMessage(String messageId) implements TraceQuery {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.ofMessage.apply(this);
        }
    }

    /** The latest messages. */
    record Latest() implements TraceQuery {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.latest.get();
        }
    }

    /** It makes no sense: the named fields are wrong, or more than one was given. */
    record Nonsense(List<String> fields) implements TraceQuery {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.nonsense.apply(this);
        }
    }

    /** Total: there is a case for each query, and the compiler asks for it. */
    <R> R fold(Cases<R> cases);

    /** What to make of each query. */
    record Cases<R>(
            Function<OfKey, R> ofKey,
            Function<OfAttempt, R> ofAttempt,
            Function<OfMessage, R> ofMessage,
            Supplier<R> latest,
            Function<Nonsense, R> nonsense) {}

    /** RocketMQ's ids are 32 or 34 hexadecimal digits; others may be longer, but never need anything else. */
    Pattern MESSAGE_ID = Pattern.compile("[0-9A-Za-z]{1,64}");

    /** From three texts of which one at most is there; null: it is not. */
    static TraceQuery of(BusinessRows rows, String orderId, String attemptId, String messageId) {
        List<String> given = new ArrayList<>();
        List<TraceQuery> wanted = new ArrayList<>();
        if (orderId != null) {
            given.add("orderId");
            rows.key(orderId).ifPresent(key -> wanted.add(new OfKey(key)));
        }
        if (attemptId != null) {
            given.add("attemptId");
            AttemptId.parse(attemptId.strip()).ifPresent(id -> wanted.add(new OfAttempt(id)));
        }
        if (messageId != null) {
            given.add("messageId");
            Optional.of(messageId.strip())
                    .filter(id -> MESSAGE_ID.matcher(id).matches())
                    .ifPresent(id -> wanted.add(new OfMessage(id)));
        }
        if (given.isEmpty()) {
            return new Latest();
        }
        return given.size() == 1 && wanted.size() == 1 ? wanted.get(0) : new Nonsense(List.copyOf(given));
    }
}
