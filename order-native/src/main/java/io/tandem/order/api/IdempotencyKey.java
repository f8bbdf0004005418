package io.tandem.order.api;

import io.tandem.ledger.AttemptId;
import io.tandem.web.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The header of draft-ietf-httpapi-idempotency-key-header-07: a string in quotes (RFC 8941, 3.3.3); without them it is taken as
 * well. Its value is a UUID in its canonical form, in which capitals make no difference (RFC 9562, section 4).
 */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** Fails with 400 {@code invalid} for anything else: a caller that sends a key relies on it, also if it is empty. */
    static Optional<UUID> of(List<String> headers) {
        if (headers == null || headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw ProblemException.invalid(HEADER, "must be there once");
        }
        return Optional.of(AttemptId.parse(unquoted(headers.get(0).strip()))
                .map(AttemptId::value)
                .orElseThrow(() -> ProblemException.invalid(
                        HEADER,
                        "must be a UUID such as \"8e03978e-40d5-43dd-bc93-6894a57f9324\", in quotes or without")));
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
