package io.tandem.variables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a secret that was handed over as a file: {@code NAME_FILE} names it, or systemd's credentials directory holds
 * a file called {@code NAME}. A secret in a file shows neither in {@code /proc/<pid>/environ} nor in a crash report.
 *
 * <p>Invariant: a secret has one source. Set both {@code NAME} and {@code NAME_FILE} and it is an error, because no reader could
 * tell which of them is the stale one. What an administrator set by hand comes before the credentials directory.
 */
public final class SecretFiles {
    private static final String SUFFIX = "_PASSWORD";
    private static final String FILE = "_FILE";

    static final String NOT_READABLE_HERE = "has characters that cannot be read in this locale: set LC_ALL=C.UTF-8";

    private final Map<String, String> environment;

    public SecretFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    public static boolean isSecret(String name) {
        return name.endsWith(SUFFIX) && name.length() > SUFFIX.length();
    }

    /** The name of the secret that {@code MYSQL_PASSWORD_FILE} and its like point to. */
    public static Optional<String> secretOfFileSetting(String name) {
        if (!name.endsWith(FILE)) {
            return Optional.empty();
        }
        return Optional.of(name.substring(0, name.length() - FILE.length())).filter(SecretFiles::isSecret);
    }

    /**
     * Reads the secret, or nothing when no file was named for it.
     *
     * @throws BadSettingException when a file was named but cannot be read, or when there are two sources
     */
    public Optional<String> read(String name) {
        if (!isSecret(name)) {
            return Optional.empty();
        }
        String file = environment.get(name + FILE);
        boolean plain = isSet(environment.get(name));
        if (isSet(file) && isUnreadable(file)) {
            throw new BadSettingException(name + FILE + " " + NOT_READABLE_HERE);
        }
        if (isSet(file) && plain) {
            throw new BadSettingException(name + " and " + name + FILE + " are both set: keep one of them");
        }
        if (isSet(file)) {
            return Optional.of(readFile(name + FILE, Path.of(file)));
        }
        String credentials = environment.get("CREDENTIALS_DIRECTORY");
        if (plain || !isSet(credentials)) {
            return Optional.empty();
        }
        Path credential = Path.of(credentials, name);
        return Files.exists(credential)
                ? Optional.of(readFile("the credential " + name, credential))
                : Optional.empty();
    }

    private static String readFile(String setting, Path file) {
        try {
            return withoutTrailingNewline(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new BadSettingException(setting + ": there is no file " + file, e);
        } catch (IOException e) {
            throw new BadSettingException(setting + ": cannot read " + file + " (" + reason(e) + ")", e);
        }
    }

    /** Editors and {@code echo} end a file with a newline that is not part of the secret; a second one is taken as meant. */
    private static String withoutTrailingNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Some of Java's file exceptions carry no more than the path as their message, which is said already. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    /** What Java puts in place of bytes that the locale does not know. */
    static boolean isUnreadable(String value) {
        return value.indexOf('\uFFFD') >= 0;
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }
}
