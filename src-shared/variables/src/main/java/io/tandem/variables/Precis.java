package io.tandem.variables;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One form for names and passwords, whatever keyboard or system they were typed on (RFC 8265): {@code é} as one character or as
 * two, full-width letters of an input method, the ideographic space.
 *
 * <p>Empty if the text can be no name, or no password: such a setting could never be used to sign in.
 */
public final class Precis {

    /** Control characters, half a surrogate pair, and what a decoder put in place of bytes that it could not read. */
    private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFD]");

    /** Full-width and half-width forms have a plain one (RFC 8265, 3.4.1, "width mapping"). */
    private static final Pattern WIDTH = Pattern.compile("[\\uFF01-\\uFFEF\\u3000]");

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}");

    private static final Pattern SPACE_AROUND = Pattern.compile("^\\p{Zs}|\\p{Zs}$");

    private Precis() {}

    /** UsernameCasePreserved; no colon, which ends the name in HTTP Basic (RFC 7617, section 2). */
    public static Optional<String> username(String text) {
        String narrow = isPlain(text)
                ? text
                : WIDTH.matcher(text).replaceAll(wide -> Normalizer.normalize(wide.group(), Form.NFKC));
        return Optional.of(isPlain(narrow) ? narrow : Normalizer.normalize(narrow, Form.NFC))
                .filter(name -> !name.isEmpty() && name.indexOf(':') < 0)
                .filter(name -> !SPACE_AROUND.matcher(name).find())
                .filter(Precis::isUsable);
    }

    /** OpaqueString: any space is a space, and nothing else is changed. */
    public static Optional<String> password(String text) {
        return Optional.of(
                        isPlain(text)
                                ? text
                                : Normalizer.normalize(SPACES.matcher(text).replaceAll(" "), Form.NFC))
                .filter(password -> !password.isBlank())
                .filter(Precis::isUsable);
    }

    private static boolean isUsable(String text) {
        return isPlain(text) || !UNUSABLE.matcher(text).find();
    }

    /** Printable ASCII has one form only; asked first, for programs sign in with each call. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
