package io.tandem.web.page;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows points in time to people: in China's time, and saying so, whatever zone the host is set to. */
@TemplateExtension
public final class Moments {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSS 'UTC'x", Locale.ROOT)
            .withZone(ZoneId.of("Asia/Shanghai"));

    private Moments() {}

    /** {@code 2026-11-22 19:16:22.036 UTC+08} */
    public static String shown(Instant at) {
        return FORMAT.format(at);
    }
}
