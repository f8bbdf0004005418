package io.tandem.migrate;

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

/**
 * {@code MYSQL_SSL_MODE} and {@code MYSQL_SSL_CA} as the services read them, for a driver that has other words and wants a key
 * store. Without a mode, TLS is spoken where the server offers it.
 */
record Tls(String mode, Optional<Path> authority) {

    private static final String MODE = "MYSQL_SSL_MODE";
    private static final String AUTHORITY = "MYSQL_SSL_CA";
    private static final Map<String, String> MODES = Map.of(
            "", "PREFERRED",
            "disabled", "DISABLED",
            "required", "REQUIRED",
            "verify-ca", "VERIFY_CA",
            "verify-identity", "VERIFY_IDENTITY");

    /** The certificates in it are public. */
    private static final String PASSWORD = "certificates";

    static Tls from(Map<String, String> environment, List<String> problems) {
        String given = environment.getOrDefault(MODE, "").trim();
        String mode = MODES.get(given.toLowerCase(Locale.ROOT).replace('_', '-'));
        Optional<Path> authority = Optional.of(environment.getOrDefault(AUTHORITY, ""))
                .filter(path -> !path.isBlank())
                .map(Path::of);
        if (mode == null) {
            problems.add(MODE + " must be disabled, required, verify-ca or verify-identity, but is " + given);
            return new Tls("PREFERRED", authority);
        }
        if (mode.startsWith("VERIFY") && authority.isEmpty()) {
            problems.add(AUTHORITY + " must be set with " + MODE + "=" + given);
        }
        authority
                .filter(file -> certificates(file).isEmpty())
                .ifPresent(file ->
                        problems.add(AUTHORITY + " must be a readable PEM file with certificates, but is " + file));
        // With an authority the services verify, whatever the mode.
        return new Tls(mode.equals("REQUIRED") && authority.isPresent() ? "VERIFY_CA" : mode, authority);
    }

    /** For the address of the database. */
    String options() {
        return "sslMode=" + mode
                + authority
                        .map(file -> "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword=" + PASSWORD
                                + "&trustCertificateKeyStoreUrl="
                                + keyStore(file).toUri())
                        .orElse("");
    }

    private static Path keyStore(Path authority) {
        try {
            Path file = Files.createTempFile("tandem-migrate", ".p12");
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
            throw new InvalidSettings(AUTHORITY + " cannot be used: " + failure.getMessage());
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        } catch (IOException | GeneralSecurityException unreadable) {
            return List.of();
        }
    }
}
