package io.tandem.variables;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether and how MySQL is spoken to over TLS: {@code MYSQL_SSL_MODE} and {@code MYSQL_SSL_CA}.
 *
 * @param authority whose certificates are trusted; in the two modes that verify
 */
public record MySqlTls(Mode mode, Optional<Path> authority) {
    public static final MySqlTls NONE = new MySqlTls(Mode.DISABLED, Optional.empty());

    private static final String MODE = "MYSQL_SSL_MODE";
    private static final String AUTHORITY = "MYSQL_SSL_CA";

    /** The certificates in it are public. */
    private static final String PASSWORD = "certificates";

    /** Under the names of Connector/J. */
    public enum Mode {
        DISABLED,
        REQUIRED,
        VERIFY_CA,
        VERIFY_IDENTITY;

        static Optional<Mode> of(String text) {
            String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
            return List.of(values()).stream()
                    .filter(mode -> mode.name().equals(name))
                    .findFirst();
        }

        /** As the setting has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static MySqlTls from(Variables variables) {
        Optional<String> given = variables.optional(MODE);
        Mode mode = given.flatMap(Mode::of).orElse(Mode.DISABLED);
        Optional<Path> authority = variables.optional(AUTHORITY).map(Path::of);
        if (mode == Mode.DISABLED) {
            return NONE;
        }
        if (authority.isEmpty() && mode != Mode.REQUIRED) {
            variables.complain(AUTHORITY, "must be set with " + MODE + "=" + given.orElseThrow());
        }
        // With an authority it is verified, whatever the mode.
        boolean verifies = authority.isPresent() && mode == Mode.REQUIRED;
        return new MySqlTls(verifies ? Mode.VERIFY_CA : mode, authority);
    }

    /** For Connector/J, which wants a key store. */
    public Map<String, String> jdbc() {
        Map<String, String> options = new TreeMap<>(Map.of("sslMode", mode.name()));
        authority.ifPresent(file -> {
            options.put("trustCertificateKeyStoreType", "PKCS12");
            options.put("trustCertificateKeyStorePassword", PASSWORD);
            options.put("trustCertificateKeyStoreUrl", keyStore(file).toUri().toString());
        });
        return options;
    }

    private static Path keyStore(Path authority) {
        try {
            Path file = Files.createTempFile("tandem", ".p12");
            file.toFile().deleteOnExit();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate : certificates(authority)) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException failure) {
            throw new BadSettingException(AUTHORITY + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    /** None if it cannot be read. */
    static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        } catch (IOException | GeneralSecurityException unreadable) {
            return List.of();
        }
    }
}
