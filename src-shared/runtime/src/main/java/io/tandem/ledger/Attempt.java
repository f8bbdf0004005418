package io.tandem.ledger;

import java.util.Objects;

/**
 * One try, as the ledger records it: the id that decides, and two texts that only people read. What they mean is the
 * service's affair.
 *
 * @param key the message key, for instance an order number; at most 128 characters; may be null
 * @param subject on whose behalf, for instance a user number; at most 64 characters; may be null
 */
public record Attempt(AttemptId id, String key, String subject) {

    private static final int MAX_KEY = 128;
    private static final int MAX_SUBJECT = 64;

    public Attempt {
        Objects.requireNonNull(id, "id");
        if (key != null && key.length() > MAX_KEY) {
            throw new IllegalArgumentException("key is longer than " + MAX_KEY + " characters");
        }
        if (subject != null && subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("subject is longer than " + MAX_SUBJECT + " characters");
        }
    }

    /** A fresh attempt. */
    public static Attempt of(String key, String subject) {
        return new Attempt(AttemptId.next(), key, subject);
    }
}
