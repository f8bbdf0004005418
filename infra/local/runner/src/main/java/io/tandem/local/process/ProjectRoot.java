package io.tandem.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of the checkout: what the modules build is found from here, whatever directory a test, an IDE or
 * {@code make} was started in.
 */
public final class ProjectRoot {

    private static final String PROPERTY = "tandem.root";

    private ProjectRoot() {}

    /** What the user of the library has not, and every checkout has. */
    private static final Path MARK = Path.of("infra", "local", "rocketmq", "pom.xml");

    /** The system property {@code tandem.root}, or else the nearest checkout upwards. */
    public static Path find() {
        return look().orElseThrow(() -> new LocalFailure("No Tandem checkout at or above "
                + Path.of("").toAbsolutePath() + ": start it there, or set -Dtandem.root=…"));
    }

    /** The same; empty where the library is used from a repository. */
    public static Optional<Path> look() {
        String given = System.getProperty(PROPERTY);
        if (given != null && !given.isBlank()) {
            return Optional.of(Path.of(given).toAbsolutePath().normalize());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(MARK))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
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
