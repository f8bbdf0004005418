package io.tandem.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.local.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory that install.sh takes for a host. */
final class Host {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final Path root;
    private final Path inputs;
    private final int port = FreePorts.next();
    private final HttpClient client = HttpClient.newHttpClient();

    Host(Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("host"));
        inputs = Files.createDirectory(folder.resolve("inputs"));
    }

    Shell install(Path unpacked, Map<String, String> settings, Map<String, String> credentials) throws IOException {
        return installer(
                unpacked, "--config", config(settings), "--credentials", credentials(credentials), "--wait", "20");
    }

    Shell installer(Path unpacked, Object... options) {
        return installer(Map.of(), unpacked, options);
    }

    Shell installer(Map<String, String> environment, Path unpacked, Object... options) {
        List<Object> words = new ArrayList<>(List.of("bash", unpacked.resolve("install.sh"), "--root", root));
        words.addAll(List.of(options));
        Map<String, String> all = new TreeMap<>(environment);
        all.put("RESTART_DELAY", "0.2");
        return Shell.run(all, words.toArray());
    }

    /** A host on which a command says something else. */
    Map<String, String> withCommand(String command, String said) throws IOException {
        Path folder = Files.createTempDirectory(inputs, "bin");
        Path script = Files.writeString(folder.resolve(command), "#!/bin/sh\necho '" + said + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("PATH", folder + ":" + System.getenv("PATH"));
    }

    /** As a host that loses power, or runs out of memory, ends it: the program is started, and not ready. */
    void killWhileItWaits(Path unpacked, Map<String, String> settings) throws IOException {
        Path words = inputs.resolve("killed.log");
        Process installer = new ProcessBuilder(
                        "bash",
                        unpacked.resolve("install.sh").toString(),
                        "--root",
                        root.toString(),
                        "--config",
                        config(settings).toString())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Files.readString(words).contains("starting " + Packages.NAME));
        await().ignoreExceptions().until(() -> status("q/health/ready") == 503 || !installer.isAlive());
        assertThat(installer.isAlive()).as(Files.readString(words)).isTrue();
        installer.destroyForcibly();
        await().until(() -> !installer.isAlive());
    }

    private int status(String path) throws IOException, InterruptedException {
        return send(path).statusCode();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Of what is installed, as an operator calls it. */
    Shell installed(String action) {
        return installer(current(), action, "--wait", "20");
    }

    Path current() {
        return root.resolve("opt/tandem/order-native/current");
    }

    Path config(Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("QUARKUS_MANAGEMENT_PORT", "" + port);
        all.putIfAbsent("RUNTIME_OPTIONS", "-Xmx32m -XX:TieredStopAtLevel=1");
        return Files.writeString(
                inputs.resolve("settings"),
                all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private Path credentials(Map<String, String> secrets) throws IOException {
        Path folder = Files.createTempDirectory(inputs, "credentials");
        for (Map.Entry<String, String> each : secrets.entrySet()) {
            Files.writeString(folder.resolve(each.getKey()), each.getValue());
        }
        return folder;
    }

    /** What the probe answers. */
    String ask(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    String version() throws IOException {
        return Files.readString(current().resolve("package.conf"))
                .lines()
                .filter(line -> line.startsWith("VERSION="))
                .map(line -> line.substring("VERSION=".length()))
                .collect(Collectors.joining());
    }

    /** Every file and link of the host. */
    List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
