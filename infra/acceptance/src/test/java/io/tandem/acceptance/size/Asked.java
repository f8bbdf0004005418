package io.tandem.acceptance.size;

import java.util.List;

/**
 * A statement that services sent to MySQL, however often.
 *
 * @param text with the values of one of the times
 * @param examined the most rows
 * @param millis the longest time
 * @param walks what EXPLAIN says of it that grows with a table
 */
record Asked(String text, int times, long examined, double millis, List<String> walks) {

    private static final int LONGEST = 150;

    @Override
    public String toString() {
        String line = text.replaceAll("\\s+", " ");
        return "%5d × %8d rows %8.1f ms  %s %s"
                .formatted(times, examined, millis, line.substring(0, Math.min(LONGEST, line.length())), walks);
    }
}
