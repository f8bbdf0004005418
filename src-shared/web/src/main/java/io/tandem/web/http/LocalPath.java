package io.tandem.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that is sure to be on this host: where to go after a sign-in comes from the address bar, and must not become
 * a way to send people elsewhere.
 *
 * <p>Invariant: it begins with a slash and has neither an empty nor a dot segment, both as written and with its percent signs
 * taken away any number of times; it has no backslash (browsers read it as a slash), no control or non-ASCII character, and
 * parses as a URI with neither scheme nor host.
 */
public final class LocalPath {
    private static final int LONGEST = 2048;
    private static final int DECODINGS = 3;
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    private LocalPath() {}

    public static Optional<String> of(String text) {
        if (text == null || text.length() > LONGEST || !isPlainAscii(text)) {
            return Optional.empty();
        }
        String path = text.split("[?#]", 2)[0];
        for (int i = 0; i <= DECODINGS; i++) {
            if (!isPlain(path)) {
                return Optional.empty();
            }
            try {
                path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return i == 0 ? Optional.empty() : parsed(text); // a "%" that was itself encoded
            }
        }
        return parsed(text);
    }

    private static boolean isPlain(String path) {
        return path.startsWith("/")
                && !path.contains("//")
                && !DOTS.matcher(path).find()
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isPlainAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Optional<String> parsed(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() == null && uri.getRawAuthority() == null ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
