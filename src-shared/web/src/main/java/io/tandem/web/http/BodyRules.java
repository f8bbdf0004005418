package io.tandem.web.http;

import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request body may look like before anybody parses it.
 *
 * <p>Invariant: past this point a JSON or form body is UTF-8, declared and real. Parsers are kinder than that (Jackson guesses
 * UTF-16, Netty replaces bad bytes), and a guess is how two components come to read two things from one request.
 */
final class BodyRules {
    private BodyRules() {}

    static Optional<Problem> check(String contentType, byte[] body) {
        if (contentType == null) {
            return body.length == 0 ? Optional.empty() : Optional.of(unsupported("A body needs a Content-Type"));
        }
        String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        boolean json = type.equals("application/json");
        boolean form = type.equals("application/x-www-form-urlencoded");
        if (!json && !form) {
            return Optional.empty(); // whether the type fits is for the endpoint to say
        }
        if (!isUtf8(contentType)) {
            return Optional.of(unsupported("Only UTF-8 is read"));
        }
        Optional<String> text = decode(body);
        if (text.isEmpty()) {
            return Optional.of(invalid("the body is not valid UTF-8"));
        }
        // Jackson makes nothing of these two, and nothing is what an endpoint must not be handed.
        return json && (text.get().isBlank() || text.get().strip().equals("null"))
                ? Optional.of(invalid("a JSON object is needed"))
                : Optional.empty();
    }

    private static Problem unsupported(String detail) {
        return Problem.of(415, "unsupported-media-type", "This media type is not understood here")
                .detail(detail);
    }

    private static Problem invalid(String message) {
        return Problem.invalid("The body cannot be read", new FieldError("body", message));
    }

    private static boolean isUtf8(String contentType) {
        for (String parameter : contentType.split(";", -1)) {
            String text = parameter.trim().toLowerCase(Locale.ROOT);
            if (text.startsWith("charset=")) {
                String charset =
                        text.substring("charset=".length()).replace("\"", "").trim();
                return charset.equals("utf-8") || charset.equals("utf8");
            }
        }
        return true;
    }

    /** A zero byte is valid UTF-8, but in JSON and in forms it only ever comes from UTF-16 or UTF-32, or from an attack. */
    private static Optional<String> decode(byte[] body) {
        try {
            // A decoder made here reports bad bytes; String's constructor would replace them.
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
