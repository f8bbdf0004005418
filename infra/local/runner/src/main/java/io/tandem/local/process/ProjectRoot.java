package io.tandem.local.process;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of the checkout: what the modules build is found from here, whatever directory a test, an IDE or
 * {@code make} was started in.
 */
public final class ProjectRoot {

    private static final String PROPERTY = "tandem.root";

    private ProjectRoot() {}

    /** The system property {@code tandem.root}, or else the nearest folder upwards that holds {@code .mvn}. */
    public static Path find() {
        String given = System.getProperty(PROPERTY);
        if (given != null && !given.isBlank()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new LocalFailure("No Tandem checkout at or above " + start + ": start it there, or set -Dtandem.root=…");
    }

    /** What a module's build leaves behind, or one line that says which build is missing. */
    public static Path built(String module, String file) {
        Path path = find().resolve(module).resolve(file);
        if (!Files.exists(path)) {
            throw new LocalFailure(
                    module + "/" + file + " is missing: run `mvn -q -DskipTests package -pl " + module + " -am` first");
        }
        return path;
    }
}
