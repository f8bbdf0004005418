package io.tandem.web.form;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Numbers as programs write them, in ASCII digits alone ({@link Long#parseLong} would also take a sign, and the digits of any script),
 * and as people type them or paste them from elsewhere.
 */
public final class PositiveNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    /** Marks of direction, joiners, byte order marks: pasted along and not seen. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]");

    /** Digits in groups of three, or of four as in Chinese, all with the same separator. */
    private static final Pattern GROUPED =
            Pattern.compile("[0-9]{1,4}([, '_\u00a0\u202f\u2009])[0-9]{3,4}(\\1[0-9]{3,4})*");

    private static final Pattern SEPARATOR = Pattern.compile("[, '_\u00a0\u202f\u2009]");

    private static final char FULL_WIDTH_FIRST = '\uff01';
    private static final char FULL_WIDTH_LAST = '\uff5e';
    private static final int FULL_WIDTH = FULL_WIDTH_FIRST - '!';

    private PositiveNumber() {}

    /** The same of what a person typed: full width, in groups, with invisible characters. */
    public static OptionalLong typed(String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        String visible = INVISIBLE.matcher(narrow(text)).replaceAll("").strip();
        return parse(
                GROUPED.matcher(visible).matches() ? SEPARATOR.matcher(visible).replaceAll("") : visible);
    }

    /** What a person typed that may be a number: its digits if it is one, else the text as it is seen; empty of null. */
    public static String normalized(String text) {
        OptionalLong number = typed(text);
        return number.isPresent()
                ? Long.toString(number.getAsLong())
                : INVISIBLE.matcher(text == null ? "" : text).replaceAll("").strip();
    }

    private static String narrow(String text) {
        return text.replace('\u3000', ' ')
                .chars()
                .map(c -> c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? c - FULL_WIDTH : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

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
