package io.tandem.web.http;

/**
 * Makes text from outside fit for a {@code key=value} log line.
 *
 * <p>Invariant: what a caller sends can neither start a line of its own nor pass for another key, and cannot fill the disk.
 */
public final class LogText {
    private static final int LONGEST = 64;

    private LogText() {}

    public static String of(String text) {
        if (text == null) {
            return "-";
        }
        StringBuilder safe = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isLetterOrDigit(c) || (c > ' ' && c < 0x7f && c != '"' && c != '\\')) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format("\\u%04x", c));
            }
        });
        return safe.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }
}
