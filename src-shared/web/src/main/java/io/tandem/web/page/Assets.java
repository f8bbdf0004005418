package io.tandem.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The addresses of the static files, each with a mark of its content, so that browsers may keep them for long and still
 * never show a new page with an old style sheet.
 */
public record Assets(String css, String icon, String script) {

    static Assets load() {
        return new Assets(address("tandem.css"), address("tandem.svg"), address("tandem.js"));
    }

    private static String address(String name) {
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources/" + name)) {
            if (file == null) {
                return "/" + name;
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return "/" + name + "?v=" + HexFormat.of().formatHex(digest, 0, 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
