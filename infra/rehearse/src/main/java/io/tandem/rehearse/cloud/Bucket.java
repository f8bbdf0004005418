package io.tandem.rehearse.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tandem.local.process.LocalFailure;
import io.tandem.rehearse.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A bucket of OSS with releases, laid out as {@code make release} has it: {@code https://BUCKET…/tandem/VERSION/FILE}, over TLS. */
public final class Bucket {

    /** What a maintainer calls it, see {@code make release}. */
    public static final String PREFIX = "tandem";

    public static final String NAME = PREFIX + "-cn-hangzhou.oss-cn-hangzhou-internal.aliyuncs.com";

    private static final String FOLDER = "/tandem/";
    private static final int HTTPS_PORT = 443;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final char[] PASSWORD = "rehearsal".toCharArray();

    private final Path releases;

    Bucket(Path releases) {
        this.releases = releases;
    }

    /** Makes a key with a certificate for the bucket's name; returns the certificate, for hosts to trust. */
    public static Path makeCertificate(Path keys) {
        Path certificate = keys.resolveSibling("bucket.pem");
        Tool.run(
                "keytool",
                "-genkeypair",
                "-alias",
                "bucket",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + NAME,
                "-ext",
                "san=dns:" + NAME,
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD));
        Tool.run(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "bucket",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD),
                "-file",
                certificate.toString());
        return certificate;
    }

    void serve(String address, Path keys) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, HTTPS_PORT), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keys)));
        server.createContext(FOLDER, this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Path file = releases.resolve(exchange.getRequestURI().getPath().substring(FOLDER.length()))
                .normalize();
        try (exchange) {
            if (!file.startsWith(releases) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            exchange.sendResponseHeaders(OK, Files.size(file));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(file, body);
            }
        }
    }

    private static SSLContext tls(Path keys) throws IOException {
        try (InputStream content = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new LocalFailure("Cannot read " + keys + ": " + failure.getMessage(), failure);
        }
    }
}
