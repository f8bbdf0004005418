package io.tandem.web.page;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that is the same for everybody, from {@code META-INF/resources}.
 *
 * @param version a mark of its content
 */
record Asset(String name, String type, Buffer content, String version) {

    static Asset load(String name, String type) {
        try (InputStream file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources/" + name)) {
            if (file == null) {
                throw new IllegalStateException("META-INF/resources/" + name + " is not in the build");
            }
            byte[] content = file.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(name, type, Buffer.buffer(content), HexFormat.of().formatHex(digest, 0, 5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String path() {
        return "/" + name;
    }

    /** Changes with the content, so that browsers may keep a file for long and never show a new page with an old style sheet. */
    String address() {
        return path() + "?v=" + version;
    }

    /** Weak: the same for each content coding (RFC 9110, 8.8.3). */
    String entityTag() {
        return "W/\"" + version + "\"";
    }
}
