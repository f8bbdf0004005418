package io.tandem.web.failure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Says in plain words what Jackson found wrong with a body. Jackson's own messages name our classes and quote the input
 * back; these name the field and what it should be.
 */
final class JsonComplaint {
    private static final String BODY = "body";

    private JsonComplaint() {}

    static Problem about(JacksonException e) {
        return Problem.invalid(detail(e), new FieldError(field(e), message(e)));
    }

    private static String detail(JacksonException e) {
        return e instanceof JsonMappingException && !isMalformed(e)
                ? "The JSON body does not have the expected form"
                : "The body is not valid JSON";
    }

    private static boolean isMalformed(Throwable e) {
        return e.getCause() instanceof JacksonException cause
                && !(cause instanceof JsonMappingException)
                && !(cause instanceof InputCoercionException);
    }

    private static String message(JacksonException e) {
        String text = String.valueOf(e.getOriginalMessage());
        if (text.startsWith("Duplicate field") || text.startsWith("Duplicate Object property")) {
            return "a key appears twice" + where(e);
        }
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return "nested too deeply, or a number is too long";
        }
        if (e instanceof UnrecognizedPropertyException) {
            return "unknown field";
        }
        if (e instanceof InputCoercionException coercion) {
            return expected(coercion.getTargetType());
        }
        if (e.getCause() instanceof InputCoercionException coercion) {
            return expected(coercion.getTargetType());
        }
        if (e instanceof InvalidFormatException format) {
            return expected(format.getTargetType());
        }
        if (e instanceof MismatchedInputException mismatch) {
            return text.startsWith("Trailing token")
                    ? "something follows the JSON value"
                    : expected(mismatch.getTargetType());
        }
        return "not valid JSON" + where(e);
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "not of the expected type";
        }
        if (List.of(long.class, Long.class, int.class, Integer.class, BigInteger.class)
                .contains(type)) {
            return "must be an integer that fits in 64 bits, written without fraction or exponent";
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type.isEnum() || type.getName().startsWith("java.")) {
            return "must be a valid " + type.getSimpleName().toLowerCase(Locale.ROOT);
        }
        return "must be a JSON object";
    }

    private static String where(JacksonException e) {
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String field(JacksonException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."))
                    .replace(".[", "[");
        }
        if (e.getProcessor() instanceof JsonParser parser && parser.getParsingContext() != null) {
            String name = parser.getParsingContext().getCurrentName();
            return name == null ? BODY : name;
        }
        return BODY;
    }
}
