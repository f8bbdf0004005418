package io.tandem.local.run;

import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Secrets that the user brings along, as a value or as the name of a file that holds it. */
final class Given {

    private Given() {}

    static Optional<String> secret(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        String file = environment.getOrDefault(name + "_FILE", "");
        if (!value.isEmpty() && !file.isBlank()) {
            throw new LocalFailure(name + " and " + name + "_FILE are both set: keep one of them");
        }
        if (!value.isEmpty()) {
            return Optional.of(value);
        }
        if (file.isBlank()) {
            return Optional.empty();
        }
        try {
            // One line end, as the services do: a blank may be part of it.
            return Optional.of(Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", ""));
        } catch (IOException unreadable) {
            throw new LocalFailure("Cannot read " + file + ", which " + name + "_FILE names", unreadable);
        }
    }
}
