package io.tandem.transaction;

import io.tandem.ledger.Attempt;
import io.tandem.ledger.AttemptId;
import java.util.Map;
import java.util.Optional;

/** The names of the message properties that carry an attempt across the broker, to the checker and to the consumer. */
public final class MessageProperties {

    /** The attempt's id, canonical text. */
    public static final String ATTEMPT_ID = "attemptId";

    /** The attempt's subject, if it has one. */
    public static final String SUBJECT = "subject";

    /** How many attempts the message stands for, if its body is the envelope of a group. */
    public static final String GROUP = "group";

    /** W3C Trace Context, section 3.2. */
    public static final String TRACEPARENT = "traceparent";

    private MessageProperties() {}

    /** The attempt that a message belongs to; empty if it is none of ours. */
    public static Optional<AttemptId> attemptId(Map<String, String> properties) {
        return AttemptId.parse(properties.get(ATTEMPT_ID));
    }

    public static Optional<Attempt> attempt(Map<String, String> properties, String key) {
        return attemptId(properties).map(id -> new Attempt(id, key, properties.get(SUBJECT), group(properties)));
    }

    private static int group(Map<String, String> properties) {
        String size = properties.getOrDefault(GROUP, "1");
        return size.matches("[0-9]{1,4}") ? Integer.parseInt(size) : 1;
    }
}
