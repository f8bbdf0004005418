package io.tandem.local.mysql;

import java.util.List;

/** Picks the line out of mysqld's log that says why it gave up; the lines after it only say that it did. */
final class ErrorLog {

    private ErrorLog() {}

    static String lastError(String lines) {
        List<String> errors = lines.lines()
                .filter(line -> line.contains("[ERROR]"))
                .filter(line -> !line.contains("[MY-010119] [Server] Aborting"))
                .toList();
        if (errors.isEmpty()) {
            return lines.lines().reduce("", (earlier, later) -> later);
        }
        return errors.get(errors.size() - 1);
    }
}
