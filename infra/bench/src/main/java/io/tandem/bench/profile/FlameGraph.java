package io.tandem.bench.profile;

import io.tandem.local.process.LocalFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a JVM's processor time went: its samples as a picture. A bar is a method, as wide as its share of the samples, and stands on
 * its caller. Only threads that run Java are sampled: compiler and collector are not in it.
 */
public final class FlameGraph {

    private static final int WIDTH = 1200;
    private static final int ROW = 15;
    private static final int TOP = 40;
    private static final double NARROWEST = 2.5;
    private static final double CHARACTER = 6.1;

    /** Whose code it is, and its colour. */
    private static final Map<String, String> OWNERS = Map.of(
            "io.tandem", "#c2571a",
            "org.apache.rocketmq", "#8fb3d9",
            "apache.rocketmq", "#8fb3d9",
            "io.vertx", "#9fc9a4",
            "io.netty", "#c5dfc0",
            "io.quarkus", "#d9c27a",
            "org.jboss", "#d9c27a",
            "io.smallrye", "#cfa9d4",
            "com.fasterxml", "#e0b0a0");

    private static final String JDK = "#d7dcda";

    private final Node root = new Node();

    private FlameGraph() {}

    /** Of a flight recording. */
    public static FlameGraph of(Path recording) {
        FlameGraph graph = new FlameGraph();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && event.getStackTrace() != null) {
                    graph.add(event.getStackTrace().getFrames());
                }
            }
        } catch (IOException unreadable) {
            throw new LocalFailure("Cannot read " + recording + ": " + unreadable.getMessage(), unreadable);
        }
        return graph;
    }

    private void add(List<RecordedFrame> frames) {
        List<String> callersFirst = frames.stream().map(FlameGraph::name).collect(Collectors.toList());
        Collections.reverse(callersFirst);
        root.samples++;
        Node node = root;
        for (String frame : callersFirst) {
            node = node.callees.computeIfAbsent(frame, first -> new Node());
            node.samples++;
        }
    }

    public long samples() {
        return root.samples;
    }

    public String svg(String title) {
        int depth = root.depth((long) Math.ceil(NARROWEST * root.samples / WIDTH));
        int height = TOP + (depth + 1) * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, height, escape(title)));
        svg.append(
                "<style>text{font-family:ui-monospace,monospace;font-size:10px;fill:#16211f}rect{stroke:#fff;stroke-width:.5}"
                        + ".title{font-family:sans-serif;font-size:15px;font-weight:700}</style>\n");
        svg.append(text("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height));
        svg.append(text("<text class=\"title\" x=\"10\" y=\"22\">%s</text>%n", escape(title)));
        draw(svg, root, 0, height - ROW);
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Node caller, double x, int y) {
        double at = x;
        for (Map.Entry<String, Node> callee : caller.callees.entrySet()) {
            double wide = WIDTH * callee.getValue().samples / (double) root.samples;
            if (wide >= NARROWEST) {
                bar(svg, callee.getKey(), callee.getValue().samples, at, y, wide);
                draw(svg, callee.getValue(), at, y - ROW);
            }
            at += wide;
        }
    }

    private void bar(StringBuilder svg, String name, long samples, double x, int y, double wide) {
        String shown = name.replaceAll("^.*\\.([^.]+\\.[^.]+)$", "$1");
        int fits = (int) (wide / CHARACTER) - 1;
        svg.append(text(
                "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                escape(name), 100.0 * samples / root.samples, x, y, wide, ROW, colour(name)));
        if (fits > 3) {
            svg.append(text(
                    "<text x=\"%.1f\" y=\"%d\">%s</text>",
                    x + 2, y + 11, escape(shown.length() > fits ? shown.substring(0, fits) : shown)));
        }
        svg.append("</g>\n");
    }

    private static String colour(String name) {
        return OWNERS.entrySet().stream()
                .filter(owner -> name.startsWith(owner.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(JDK);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static final class Node {
        private final Map<String, Node> callees = new TreeMap<>();
        private long samples;

        int depth(long least) {
            return samples < least
                    ? 0
                    : 1
                            + callees.values().stream()
                                    .mapToInt(node -> node.depth(least))
                                    .max()
                                    .orElse(0);
        }
    }
}
