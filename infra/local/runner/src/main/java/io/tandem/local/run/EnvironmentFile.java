package io.tandem.local.run;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run's settings and secrets for people and programs beside it, in shell syntax: {@code . .run/env}. The names are not
 * exported, so that reading the file does not make the next {@code make run} take these servers for the user's own.
 */
final class EnvironmentFile {

    private EnvironmentFile() {}

    static void write(RunFolder folder, Map<String, String> variables) {
        PrivateFile.write(
                folder.environmentFile(),
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }

    /** What {@link #write} wrote, if the file is there. */
    static Optional<Map<String, String>> read(RunFolder folder) {
        try {
            Map<String, String> variables = new LinkedHashMap<>();
            for (String line : Files.readAllLines(folder.environmentFile())) {
                int equals = line.indexOf('=');
                variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
            }
            return Optional.of(variables);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read " + folder.environmentFile() + ": " + failure.getMessage(), failure);
        }
    }

    static void delete(RunFolder folder) {
        PrivateFile.delete(folder.environmentFile());
    }

    /** In single quotes, in which a shell leaves every character alone but the quote itself. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("'\\''", "'");
    }
}
