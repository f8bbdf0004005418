package io.tandem.deployment.devservices;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The extension's tables and a service's own as plain SQL, where there is no Flyway to make them. */
final class Scripts {

    private static final String LOCATION = "db/tandem";

    private Scripts() {}

    /** In the order of their numbers. */
    static List<String> ofTheExtension() {
        Map<String, String> scripts = new TreeMap<>();
        try {
            ClassPathUtils.consumeAsPaths(LOCATION, folder -> readAll(folder, scripts));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(scripts.values());
    }

    /** @param paths on the class path */
    static List<String> at(List<String> paths) {
        return paths.stream().map(Scripts::read).toList();
    }

    private static String read(String path) {
        try (InputStream script = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (script == null) {
                throw new ConfigurationException(
                        "tandem.devservices.init-script-path: there is no " + path + " on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void readAll(Path folder, Map<String, String> scripts) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".sql")).toList()) {
                scripts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
