package io.tandem.ledger;

import java.util.Objects;

/**
 * One try, as the ledger records it: the id that decides, and two texts that only people read. What they mean is the
 * service's affair.
 *
 * @param key the message key, for instance an order number; at most 128 characters; may be null
 * @param subject on whose behalf, for instance a user number; at most 64 characters; may be null
 * @param group how many attempts stand and fall with this one, itself included; 1 if it stands for itself
 */
public record Attempt(AttemptId id, String key, String subject, int group) {

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

    /** An attempt that stands for itself. */
    public Attempt(AttemptId id, String key, String subject) {
        this(id, key, subject, 1);
    }

    /** The same as the first of so many. */
    public Attempt first(int of) {
        return new Attempt(id, key, subject, of);
    }

    /** A fresh attempt. */
    public static Attempt of(String key, String subject) {
        return new Attempt(AttemptId.next(), key, subject);
    }
}
