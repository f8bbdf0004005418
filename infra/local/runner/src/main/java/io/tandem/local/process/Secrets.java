package io.tandem.local.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Passwords and keys, each made at random when it is first asked for and the same ever after: they live in one file of mode
 * 0600 beside the data they guard. Their characters need no quoting in a shell, in SQL or in a URL.
 */
public final class Secrets {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties known;

    private Secrets(Path file, Properties known) {
        this.file = file;
        this.known = known;
    }

    public static Secrets in(Path file) {
        Properties known = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                known.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return new Secrets(file, known);
    }

    /** 32 characters. */
    public synchronized String get(String name) {
        String secret = known.getProperty(name);
        if (secret == null) {
            secret = random();
            known.setProperty(name, secret);
            PrivateFile.write(file, content());
        }
        return secret;
    }

    private String content() {
        return new TreeSet<>(known.stringPropertyNames())
                .stream()
                        .map(name -> name + "=" + known.getProperty(name) + "\n")
                        .collect(Collectors.joining());
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
