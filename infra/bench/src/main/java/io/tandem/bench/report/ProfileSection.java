package io.tandem.bench.report;

import java.util.Map;

/**
 * Where the processor time goes.
 *
 * @param profiles SVG by file name
 */
record ProfileSection(Map<String, String> profiles) implements Section {

    @Override
    public void writeTo(Report page) {
        if (profiles.isEmpty()) {
            return;
        }
        page.add(
                "## Where the processor time goes",
                "",
                "Flight recordings of the warm processes at " + Figures.MANY
                        + " callers, 20 ms a sample. A bar is as wide as its share and stands on its caller; orange is our own code, blue the "
                        + "RocketMQ client, green Vert.x and Netty, yellow Quarkus, violet Mutiny and context propagation.",
                "");
        profiles.forEach((file, svg) -> page.picture(file, file, svg));
    }
}
