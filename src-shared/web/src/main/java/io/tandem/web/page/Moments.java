package io.tandem.web.page;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows points in time to people: in China's time, and saying so, whatever zone the host is set to. */
@TemplateExtension
public final class Moments {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'x", Locale.ROOT)
            .withZone(ZoneId.of("Asia/Shanghai"));

    private static final DateTimeFormatter BRIEF =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private static final DateTimeFormatter PRECISE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    /** {@code 2026-11-22 19:16:22.036 UTC+08} */
    public static String shown(Instant at) {
        return FORMAT.format(at);
    }

    /** The same without milliseconds and zone, where a column's head says it. */
    public static String brief(Instant at) {
        return BRIEF.format(at);
    }

    /** The same with milliseconds. */
    public static String precise(Instant at) {
        return PRECISE.format(at);
    }

    /** {@code 2026-11-22 11:16:22.036 UTC} */
    public static String utc(Instant at) {
        return UTC.format(at);
    }
}
