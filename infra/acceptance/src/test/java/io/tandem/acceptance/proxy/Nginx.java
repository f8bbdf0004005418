package io.tandem.acceptance.proxy;

import io.tandem.local.process.FreePorts;
import io.tandem.local.process.ProjectRoot;
import io.tandem.local.process.UserCache;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real nginx in front of a service, with the configuration that docs/behind-a-proxy.md shows. */
final class Nginx implements AutoCloseable {

    private static final Pattern CONFIGURATION = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** On the path, or where {@code infra/local/prerequisites.sh} puts it. */
    static Optional<Path> program() {
        return Stream.concat(
                        Pattern.compile(File.pathSeparator)
                                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                                .map(Path::of),
                        Stream.of(Path.of("/usr/sbin"), UserCache.ofUser().resolve("nginx")))
                .map(folder -> folder.resolve("nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the documentation shows. */
    static String documented() {
        try {
            String page = Files.readString(ProjectRoot.find().resolve("docs/behind-a-proxy.md"));
            Matcher block = CONFIGURATION.matcher(page);
            if (!block.find()) {
                throw new IllegalStateException("docs/behind-a-proxy.md shows no configuration of nginx");
            }
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param server a block that listens on port 80 and passes on to 127.0.0.1:8080, both of which are replaced */
    static Nginx inFrontOf(String url, String server, Path folder) {
        int port = FreePorts.next();
        String own = server.replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                .replace("127.0.0.1:8080", URI.create(url).getAuthority());
        try {
            Files.createDirectories(folder);
            Path file = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    master_process off;
                    pid %1$s/nginx.pid;
                    error_log stderr;
                    events {}
                    http {
                      access_log off;
                      client_body_temp_path %1$s/body;
                      proxy_temp_path %1$s/proxy;
                      fastcgi_temp_path %1$s/fastcgi;
                      uwsgi_temp_path %1$s/uwsgi;
                      scgi_temp_path %1$s/scgi;
                    %2$s
                    }
                    """.formatted(folder, own));
            Process process = new ProcessBuilder(
                            program().orElseThrow().toString(), "-p", folder.toString(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.log").toFile())
                    .start();
            return new Nginx(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
