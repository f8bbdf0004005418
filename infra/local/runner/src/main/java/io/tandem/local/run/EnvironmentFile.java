package io.tandem.local.run;

import io.tandem.local.process.PrivateFile;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run's settings and secrets for people and programs beside it, in shell syntax: {@code . .run/env}. The names are not
 * exported, so that reading the file does not make the next {@code make run} take these servers for somebody's own.
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

    static void delete(RunFolder folder) {
        PrivateFile.delete(folder.environmentFile());
    }

    /** In single quotes, in which a shell leaves every character alone but the quote itself. */
    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
