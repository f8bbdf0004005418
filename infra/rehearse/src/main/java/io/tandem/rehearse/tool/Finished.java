package io.tandem.rehearse.tool;

import io.tandem.local.process.LocalFailure;
import java.util.List;

/**
 * What a program said and how it ended.
 *
 * @param name what to call it in a message
 */
public record Finished(String name, int exitCode, String output) {

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Fails with the program's last line. */
    public Finished orFail() {
        if (!succeeded()) {
            throw new LocalFailure(name + " ended with " + exitCode + ": " + lastLine());
        }
        return this;
    }

    public List<String> lines() {
        return output.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .toList();
    }

    public String lastLine() {
        return lines().stream().reduce("(it said nothing)", (earlier, later) -> later);
    }
}
