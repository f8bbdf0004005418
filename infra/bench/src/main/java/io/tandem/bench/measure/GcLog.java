package io.tandem.bench.measure;

import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM has allocated, from the lines of {@code -Xlog:gc}: what was there before a collection, less what the one before left. */
final class GcLog {

    private static final Pattern SIZES = Pattern.compile("(\\d+)([KM])->(\\d+)([KM])\\(");

    private GcLog() {}

    /** Bytes up to the last collection. */
    static long allocated(Path log) {
        long[] sum = new long[2]; // allocated, left by the last
        try (Stream<String> lines = Files.lines(log)) {
            lines.forEach(line -> {
                Matcher sizes = SIZES.matcher(line);
                if (sizes.find()) {
                    sum[0] += Math.max(0, bytes(sizes, 1) - sum[1]);
                    sum[1] = bytes(sizes, 3);
                }
            });
        } catch (IOException unreadable) {
            throw new LocalFailure("Cannot read " + log + ": " + unreadable.getMessage(), unreadable);
        }
        return sum[0];
    }

    private static long bytes(Matcher sizes, int group) {
        return Long.parseLong(sizes.group(group)) * (sizes.group(group + 1).equals("M") ? 1 << 20 : 1 << 10);
    }
}
