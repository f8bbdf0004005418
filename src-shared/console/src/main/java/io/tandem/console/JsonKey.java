package io.tandem.console;

import io.tandem.web.form.PositiveNumber;
import java.util.OptionalLong;

/** Business keys and subjects in JSON: numbers where they are numbers. */
public final class JsonKey {

    private JsonKey() {}

    /** A number, a text, or null. */
    public static Object of(String text) {
        OptionalLong number = PositiveNumber.parse(text);
        return number.isPresent() ? (Object) number.getAsLong() : text;
    }
}
