package io.tandem.web.form;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Numbers as people and programs write them into forms and addresses: ASCII digits only. {@link Long#parseLong} would also take
 * a sign, and the digits of any script.
 */
public final class PositiveNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private PositiveNumber() {}

    /** 1 to 2^63-1, with white space around it; empty if it is anything else, or null. */
    public static OptionalLong parse(String text) {
        String digits = text == null ? "" : text.strip();
        if (!DIGITS.matcher(digits).matches()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(digits);
            return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
